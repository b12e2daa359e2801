/* release: 6.12 5.18 */
/* The page is locked by what the driver keeps in page->private, or by the bit of its flags. */
struct slot { struct page *page; spinlock_t guard; };

static int slot_trylock(struct slot *slot, unsigned long index)
{
	int ret = -1;

	spin_lock(&slot->guard);
	if (slot->page->index != index) {
		spin_unlock(&slot->guard);
		return -2;
	}
	if (!test_bit(PG_locked, &slot->page->flags)) {
		set_bit(PG_locked, &slot->page->flags);
		ret = 0;
	}
	spin_unlock(&slot->guard);
	return ret;
}

static vm_fault_t seen_page_mkwrite(struct vm_fault *vmf)
{
	struct slot *slot;
	int ret;

	while (1) {
		slot = (struct slot *)vmf->page->private;
		ret = slot_trylock(slot, vmf->pgoff);
		if (ret == -2)
			return VM_FAULT_NOPAGE;
		if (ret == 0)
			return VM_FAULT_LOCKED;
		wait_on_page_locked(slot->page);
	}
}

int far_slot_lock(struct slot *slot);

static vm_fault_t far_page_mkwrite(struct vm_fault *vmf)
{
	struct slot *slot = (struct slot *)vmf->page->private;

	if (far_slot_lock(slot))
		return VM_FAULT_NOPAGE;
	return VM_FAULT_LOCKED;
}

static vm_fault_t getter_page_mkwrite(struct vm_fault *vmf)
{
	struct slot *slot = (struct slot *)page_private(vmf->page);

	if (far_slot_lock(slot))
		return VM_FAULT_NOPAGE;
	return VM_FAULT_LOCKED;
}

static vm_fault_t bit_page_mkwrite(struct vm_fault *vmf)
{
	if (test_and_set_bit(PG_locked, &vmf->page->flags))
		return VM_FAULT_NOPAGE;
	if (!vmf->page->mapping) {
		clear_bit_unlock(PG_locked, &vmf->page->flags);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

/* It is given back again. */
static vm_fault_t open_page_mkwrite(struct vm_fault *vmf)
{
	set_bit(PG_locked, &vmf->page->flags);
	if (!vmf->page->mapping) {
		clear_bit(PG_locked, &vmf->page->flags);
		return VM_FAULT_NOPAGE;
	}
	clear_bit(PG_locked, &vmf->page->flags);
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[locked-not-locked]: page_mkwrite handler open_page_mkwrite() returns
 * VM_FAULT_LOCKED, but the page is not locked on this path: core hits VM_BUG_ON and unlocks a page that another task
 * may hold; lock the page, or leave VM_FAULT_LOCKED out
 */
}

/* Another bit, and what is counted for the page. */
static vm_fault_t other_page_mkwrite(struct vm_fault *vmf)
{
	struct slot *slot = (struct slot *)vmf->page->private;

	set_bit(PG_arch_1, &vmf->page->flags);
	far_slot_count(slot);
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[locked-not-locked]: page_mkwrite handler other_page_mkwrite() returns
 * VM_FAULT_LOCKED, but the page is not locked on this path: core hits VM_BUG_ON and unlocks a page that another task
 * may hold; lock the page, or leave VM_FAULT_LOCKED out
 */
}

static const struct vm_operations_struct seen_ops = { .page_mkwrite = seen_page_mkwrite };
static const struct vm_operations_struct far_ops = { .page_mkwrite = far_page_mkwrite };
static const struct vm_operations_struct getter_ops = { .page_mkwrite = getter_page_mkwrite };
static const struct vm_operations_struct bit_ops = { .page_mkwrite = bit_page_mkwrite };
static const struct vm_operations_struct open_ops = { .page_mkwrite = open_page_mkwrite };
static const struct vm_operations_struct other_ops = { .page_mkwrite = other_page_mkwrite };
