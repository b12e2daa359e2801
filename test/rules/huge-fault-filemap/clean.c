/* release: 6.12 6.6 */
/* expect: none */
static vm_fault_t __foo_fault(struct vm_fault *vmf, unsigned int order)
{
	if (IS_DAX(file_inode(vmf->vma->vm_file)))
		return foo_dax_fault(vmf, order);
	return filemap_fault(vmf);
}
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return __foo_fault(vmf, 0);
}
static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (!IS_DAX(file_inode(vmf->vma->vm_file)))
		return VM_FAULT_FALLBACK;
	return __foo_fault(vmf, order);
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault, .huge_fault = foo_huge_fault };
