/* release: 5.4 6.1 */
static vm_fault_t direct_huge_fault(struct vm_fault *vmf, enum page_entry_size pe_size)
{
	vm_fault_t ret;

	if (pe_size == PE_SIZE_PUD)
		ret = VM_FAULT_FALLBACK;
	else
		ret = filemap_fault(vmf);
/*		      ^^^^^^^^^^^^^^^^^^ warning[huge-fault-filemap]: huge_fault handler
 * direct_huge_fault() calls filemap_fault(), which leaves a locked page in vmf->page: core never looks at it
 * after huge_fault, so nothing is mapped and the page stays locked; return VM_FAULT_FALLBACK and leave it to
 * fault */
	return ret;
}
static const struct vm_operations_struct direct_ops = { .huge_fault = direct_huge_fault };
