/* release: 6.12 6.6 */
static vm_fault_t direct_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	return filemap_fault(vmf);
/*	       ^^^^^^^^^^^^^^^^^^ warning[huge-fault-filemap]: huge_fault handler
 * direct_huge_fault() calls filemap_fault(), which leaves a locked page in vmf->page: core never looks at it
 * after huge_fault, so nothing is mapped and the page stays locked; return VM_FAULT_FALLBACK and leave it to
 * fault */
}
static const struct vm_operations_struct direct_ops = { .huge_fault = direct_huge_fault };

static vm_fault_t inner(struct vm_fault *vmf)
{
	vm_fault_t ret;

	foo_count();
	ret = filemap_fault(vmf);
/*	      ^^^^^^^^^^^^^^^^^^ warning[huge-fault-filemap]: huge_fault handler callee_huge_fault()
 * calls filemap_fault(), which leaves a locked page in vmf->page: core never looks at it after huge_fault, so
 * nothing is mapped and the page stays locked; return VM_FAULT_FALLBACK and leave it to fault */
	return ret;
}
static vm_fault_t callee_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (order == PUD_ORDER)
		return VM_FAULT_FALLBACK;
	return inner(vmf);
}
static const struct vm_operations_struct callee_ops = { .fault = inner, .huge_fault = callee_huge_fault };
