/* release: 6.1 6.12 */
/* swap() puts the other file there, and the one before is dropped: nobody takes a reference to the new one. */
static vm_fault_t rail_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct rail_ops = { .fault = rail_fault };
static void rail_set(struct vm_area_struct *vma, struct file *file)
{
	swap(vma->vm_file, file);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: rail_set() puts another file into vma->vm_file and takes no
 * reference to it: core drops one when the VMA goes, so the file is freed while others hold it; call vma_set_file(),
 * or get_file() it
 */
	fput(file);
}
static int rail_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rail *rail = file->private_data;

	rail_set(vma, rail->filp);
	vma->vm_ops = &rail_ops;
	return 0;
}
static const struct file_operations rail_fops = { .mmap = rail_mmap };

/* In the function of the library itself. */
/* file: mm/util.c */
void vma_set_file(struct vm_area_struct *vma, struct file *file)
{
	swap(vma->vm_file, file);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: vma_set_file() puts another file into vma->vm_file and takes
 * no reference to it: core drops one when the VMA goes, so the file is freed while others hold it; take one by
 * get_file()
 */
	fput(file);
}
