/* release: 6.12 3.10 */
/* Whatever frame it is asked for. */
static int any_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the
 * machine can be mapped; return -EINVAL for what does not belong to the device
 */
}
static const struct file_operations any_fops = { .mmap = any_mmap };

/* As an address first. */
static int byte_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long phys = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > window_size)
		return -EINVAL;
	if (io_remap_pfn_range(vma, vma->vm_start, phys >> PAGE_SHIFT, size, vma->vm_page_prot))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory
 * of the machine can be mapped; return -EINVAL for what does not belong to the device
 */
		return -EAGAIN;
	return 0;
}
static const struct file_operations byte_fops = { .mmap = byte_mmap };

/* Somebody else decides which one is right. */
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!foo_may_map(vma->vm_pgoff, size))
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff < window_first || vma->vm_pgoff + (size >> PAGE_SHIFT) > window_last)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
}
static const struct file_operations window_fops = { .mmap = window_mmap };
