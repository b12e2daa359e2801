/* release: 6.12 5.4 */
/* A page that a function which is not seen finds may come locked. */
static vm_fault_t hook_fault(struct vm_fault *vmf)
{
	struct page *page = NULL;

	box_hook(vmf, &page);
	if (!page)
		return VM_FAULT_SIGBUS;
	if (vmf->pgoff >= box_pages(vmf->vma)) {
		unlock_page(page);
		put_page(page);
		return VM_FAULT_SIGBUS;
	}
	vmf->page = page;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct hook_ops = { .fault = hook_fault };

static vm_fault_t look_fault(struct vm_fault *vmf)
{
	struct page *page = box_look(vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	if (vmf->pgoff >= box_pages(vmf->vma)) {
		unlock_page(page);
		put_page(page);
		return VM_FAULT_SIGBUS;
	}
	vmf->page = page;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct look_ops = { .fault = look_fault };

/* Once it was locked here, it is known. */
static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct page *page = NULL;

	box_hook(vmf, &page);
	if (!page)
		return VM_FAULT_SIGBUS;
	lock_page(page);
	unlock_page(page);
	if (PageError(page)) {
		unlock_page(page);
/*              ^^^^^^^^^^^^^^^^^ error[lock-not-held]: fault handler twice_fault() releases the lock of page twice on
 * this path: core hits VM_BUG_ON, or another task loses its lock of the page; release it once
 */
		put_page(page);
		return VM_FAULT_SIGBUS;
	}
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };
