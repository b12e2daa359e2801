/* release: 6.12 6.6 */
/* expect: none */
/* The file does not say that it can be mapped with MAP_SYNC: core refuses that, and DAX asks for no sync. */
static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	pfn_t pfn;

	return dax_iomap_fault(vmf, order, &pfn, NULL, &foo_iomap_ops);
}
static const struct vm_operations_struct foo_ops = { .huge_fault = foo_huge_fault };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
