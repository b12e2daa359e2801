/* release: 4.14 */
static void plain_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct plain_ops = { .close = plain_close };

/* Before 4.17 nothing keeps the sum from wrapping. */
static int sum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (size + off > foo->bytes)
/*          ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the sum of offset and length can wrap: a large vm_pgoff
 * passes, and user space maps what lies before or past the object; compare the offset first, then the
 * length with what is left
 */
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations sum_fops = { .mmap = sum_mmap };

/* Clean: the offset is compared as well. */
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (off > foo->bytes || size + off > foo->bytes)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations both_fops = { .mmap = both_mmap };
