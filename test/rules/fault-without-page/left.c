/* release: 6.12 5.4 */
/* A function that is not seen may set vmf->page: with which result it does is its own matter. */
static vm_fault_t box_low(struct vm_fault *vmf)
{
	vm_fault_t ret = 0;
	int err = box_fill(vmf);

	if (err)
		ret = VM_FAULT_SIGBUS;
	return ret;
}
static vm_fault_t asked_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = box_low(vmf);

	if (vmf->page && !(ret & (VM_FAULT_ERROR | VM_FAULT_LOCKED))) {
		lock_page(vmf->page);
		ret |= VM_FAULT_LOCKED;
	}
	return ret;
}
static const struct vm_operations_struct asked_ops = { .fault = asked_fault };

/* Here the success is for the very case that there is none. */
static vm_fault_t without_fault(struct vm_fault *vmf)
{
	box_fill(vmf);
	if (!vmf->page)
		return 0;
/*		^^^^^^^^^ error[fault-without-page]: fault handler without_fault() returns 0 with vmf->page NULL: core
 * dereferences the NULL page; set vmf->page to a page with a reference, or return VM_FAULT_SIGBUS or VM_FAULT_NOPAGE
 */
	lock_page(vmf->page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct without_ops = { .fault = without_fault };
