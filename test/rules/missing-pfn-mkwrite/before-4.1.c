/* release: 4.0 3.10 */
/* expect: none */
/* pfn_mkwrite comes with 4.1. */
static const struct vm_operations_struct foo_ops = {
	.open = NULL,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_ops = &foo_ops;
	return 0;
}
