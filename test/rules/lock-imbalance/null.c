/* release: 6.12 4.19 */
struct card {
	struct mutex ring_lock;
	struct xarray pages;
};

/* NULL comes back with the lock, a page without it: the function forgot it, not its caller. */
static struct page *card_page(struct card *card, unsigned long n)
{
	struct page *page;

	mutex_lock(&card->ring_lock);
	page = xa_load(&card->pages, n);
	if (page) {
		get_page(page);
		mutex_unlock(&card->ring_lock);
		return page;
	}
	pr_err("no page %lu\n", n);
	return NULL;
/*      ^^^^^^^^^^^^ warning[lock-imbalance]: card_page() returns with &card->ring_lock still held, which it gives
 * back on another way out: the next task that takes it hangs; release it on this path too
 */
}

static vm_fault_t card_fault(struct vm_fault *vmf)
{
	struct card *card = vmf->vma->vm_private_data;
	struct page *page = card_page(card, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}

static const struct vm_operations_struct card_ops = {
	.fault = card_fault,
};

/* Right: both ways out give it back. */
static struct page *good_page(struct card *card, unsigned long n)
{
	struct page *page;

	mutex_lock(&card->ring_lock);
	page = xa_load(&card->pages, n);
	if (page)
		get_page(page);
	mutex_unlock(&card->ring_lock);
	return page;
}

static vm_fault_t good_fault(struct vm_fault *vmf)
{
	struct card *card = vmf->vma->vm_private_data;
	struct page *page = good_page(card, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}

static const struct vm_operations_struct good_ops = {
	.fault = good_fault,
};

/* It takes the lock for its caller, which forgets it: by the name that the caller has for the object. */
static void card_hold(struct card *card)
{
	mutex_lock(&card->ring_lock);
}

static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct card *mine = vmf->vma->vm_private_data;

	card_hold(mine);
	vmf->page = xa_load(&mine->pages, vmf->pgoff);
	if (!vmf->page)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler held_fault() returns with
 * &mine->ring_lock still held: the next task that takes it hangs; release it on this path too
 */
	get_page(vmf->page);
	mutex_unlock(&mine->ring_lock);
	return 0;
}

static const struct vm_operations_struct held_ops = {
	.fault = held_fault,
};
