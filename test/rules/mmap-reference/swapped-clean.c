/* release: 6.1 6.12 */
/* With a reference, */
static vm_fault_t rail_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct rail_ops = { .fault = rail_fault };
static void rail_set(struct vm_area_struct *vma, struct file *file)
{
	get_file(file);
	swap(vma->vm_file, file);
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

/* or the one that the object had goes to the VMA. */
static int gate_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gate *gate = file->private_data;

	swap(vma->vm_file, gate->filp);
	vma->vm_ops = &rail_ops;
	return 0;
}
static const struct file_operations gate_fops = { .mmap = gate_mmap };

/* file: mm/util.c */
void vma_set_file(struct vm_area_struct *vma, struct file *file)
{
	get_file(file);
	swap(vma->vm_file, file);
	fput(file);
}
/* expect: none */
