/* release: 6.12 */
/* An address within an object is computed without a look at it. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (foo == NULL && foo_is_known(&foo->lock))
		return 0;
/*              ^^^^^^^^^ error[fault-without-page]: fault handler foo_fault() returns 0 without having set vmf->page:
 * core dereferences the NULL page; set vmf->page to a page with a reference, or return VM_FAULT_SIGBUS or
 * VM_FAULT_NOPAGE
 */
	get_page(foo->page);
	vmf->page = foo->page;
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
