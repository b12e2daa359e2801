/* expect: none */
/* release: 4.20 6.12 */
/* The page of zeros is counted as any other. */
static vm_fault_t zero_fault(struct vm_fault *vmf)
{
	if (!(vmf->vma->vm_flags & VM_WRITE)) {
		vmf->page = ZERO_PAGE(vmf->address);
		get_page(vmf->page);
		return 0;
	}
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct zero_ops = { .fault = zero_fault };
