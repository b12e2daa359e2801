/* expect: none */
/* release: 6.12 5.4 */
/* What a function that is not seen puts into vmf->page, or into a variable, may come with a reference, and locked. */
struct slot { struct page *page; unsigned int tries; };

static vm_fault_t filled_fault(struct vm_fault *vmf)
{
	if (box_fill(vmf))
		return VM_FAULT_SIGBUS;
	lock_page(vmf->page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct filled_ops = { .fault = filled_fault };

static vm_fault_t slot_fault(struct vm_fault *vmf)
{
	struct slot slot = { .tries = 1 };

	box_find(vmf->vma, vmf->pgoff, &slot);
	if (!slot.page)
		return VM_FAULT_SIGBUS;
	if (vmf->pgoff >= box_pages(vmf->vma)) {
		unlock_page(slot.page);
		put_page(slot.page);
		return VM_FAULT_SIGBUS;
	}
	vmf->page = slot.page;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct slot_ops = { .fault = slot_fault };

static vm_fault_t array_fault(struct vm_fault *vmf)
{
	struct page *pages[2];

	if (box_read(vmf->vma, vmf->pgoff, 2, pages) < 1)
		return VM_FAULT_SIGBUS;
	vmf->page = pages[1];
	return 0;
}
static const struct vm_operations_struct array_ops = { .fault = array_fault };

/* The page is asked for anew when it was truncated: whether there is one is a question of what the callee returned. */
static vm_fault_t again_fault(struct vm_fault *vmf)
{
	vm_fault_t ret;

again:
	ret = box_fault(vmf) ? VM_FAULT_SIGBUS : 0;
	if (vmf->page && !(ret & (VM_FAULT_ERROR | VM_FAULT_LOCKED))) {
		struct page *page = vmf->page;

		lock_page(page);
		if (!page->mapping) {
			unlock_page(page);
			put_page(page);
			vmf->page = NULL;
			goto again;
		}
		ret |= VM_FAULT_LOCKED;
	}
	return ret;
}
static const struct vm_operations_struct again_ops = { .fault = again_fault };
