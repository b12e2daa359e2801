/* release: 7.1 6.18 */
/* expect: none */
/* Core takes over the file that mmap_prepare puts there: the VMA had no reference to the one before. */
static int zero_mmap_prepare(struct vm_area_desc *desc)
{
	struct file *file = shmem_kernel_file_setup("zero", vma_desc_size(desc), desc->vm_flags);

	if (IS_ERR(file))
		return PTR_ERR(file);
	desc->vm_file = file;
	desc->vm_ops = &zero_ops;
	return 0;
}
static vm_fault_t zero_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct zero_ops = { .fault = zero_fault };
static const struct file_operations zero_fops = { .mmap_prepare = zero_mmap_prepare };
