/* release: 6.1 3.18 */
/* unresolved: 1 */
static const struct vm_operations_struct io_ops = { .fault = foo_fault };
/*					 ^^^^^^ information[missing-access]: io_ops has no access, and io_mmap() maps with
 * VM_IO: a debugger cannot read the mapping; add .access, or suppress with a reason */

static int io_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_IO;
	vma->vm_ops = &io_ops;
	return 0;
}
