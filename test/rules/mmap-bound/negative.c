/* release: 6.12 */
/* What is below zero may be one number below zero. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int slot = foo->slot;

	if (slot >= 0)
		return -EBUSY;
	if (slot == -2)
		return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff,
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: remap_pfn_range() maps
 * whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the machine can be mapped;
 * return -EINVAL for what does not belong to the device
 */
				       vma->vm_end - vma->vm_start, vma->vm_page_prot);
	return -EINVAL;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int slot = foo->slot;

	if (slot < 0)
		return -EBUSY;
	if (slot == -2)
		return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff,
				       vma->vm_end - vma->vm_start, vma->vm_page_prot);
	return -EINVAL;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
