/* release: 6.2 6.1 4.19 */
/* expect: none */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_IO | VM_PFNMAP;
	return 0;
}
