/* release: 4.20 6.12 */
/* The page of zeros is counted as any other. */
static vm_fault_t zero_fault(struct vm_fault *vmf)
{
	if (!(vmf->vma->vm_flags & VM_WRITE)) {
		vmf->page = ZERO_PAGE(vmf->address);
		return 0;
/*              ^^^^^^^^^ error[page-reference]: fault handler zero_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still
 * uses it; call get_page() on it first
 */
	}
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct zero_ops = { .fault = zero_fault };
