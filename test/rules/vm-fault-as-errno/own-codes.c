/* release: 5.4 6.12 */
/* ERROR comes from a header that is not seen: it is no error number of the kernel, and may be below 0. */
static int box_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (remap_pfn_range(vma, vma->vm_start, box_frame(file), PAGE_SIZE, vma->vm_page_prot))
		return ERROR;
	return 0;
}
static const struct file_operations box_fops = { .mmap = box_mmap };

#define FAILED (-1)

static int failed_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (remap_pfn_range(vma, vma->vm_start, box_frame(file), PAGE_SIZE, vma->vm_page_prot))
		return FAILED;
	return 0;
}
static const struct file_operations failed_fops = { .mmap = failed_mmap };

static int positive_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (remap_pfn_range(vma, vma->vm_start, box_frame(file), PAGE_SIZE, vma->vm_page_prot))
		return EAGAIN;
/*              ^^^^^^^^^^^^^^ error[vm-fault-as-errno]: mmap handler positive_mmap() returns EAGAIN, but its result
 * is 0 or a negative errno: core drops the mapping, and mmap() hands the number to user space as the address of it;
 * return a negative errno instead
 */
	return 0;
}
static const struct file_operations positive_fops = { .mmap = positive_mmap };

/* What follows a minus and looks like one is an error number of the code's own. */
static vm_fault_t corrupt_fault(struct vm_fault *vmf)
{
	if (box_is_corrupt(vmf->vma))
		return -EFSCORRUPTED;
/*              ^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler corrupt_fault() returns -EFSCORRUPTED,
 * but its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct corrupt_ops = { .fault = corrupt_fault };
