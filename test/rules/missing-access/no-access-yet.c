/* release: 2.6.26 */
/* expect: none */
/* unresolved: 1 */
static struct vm_operations_struct io_ops = { .fault = foo_fault };

static int io_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_IO;
	vma->vm_ops = &io_ops;
	return 0;
}
