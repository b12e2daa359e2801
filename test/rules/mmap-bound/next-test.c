/* release: 6.12 4.19 */
/* Clean: one past the end there is less than a page left, and the next test refuses any mapping of that. */
static int next_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long length = vma->vm_end - vma->vm_start;
	unsigned long size = foo->buf_cnt * foo->buf_bytes;
	unsigned long offset;

	if (vma->vm_pgoff > (size >> PAGE_SHIFT))
		return -EINVAL;
	offset = vma->vm_pgoff << PAGE_SHIFT;
	if (length > size - offset)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, __pa(foo->buf + offset) >> PAGE_SHIFT, length, vma->vm_page_prot);
}
static const struct file_operations next_fops = { .mmap = next_mmap };

/* The next test says nothing of this size. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long length = vma->vm_end - vma->vm_start;
	unsigned long size = foo->buf_cnt * foo->buf_bytes;
	unsigned long offset;

	if (vma->vm_pgoff > (size >> PAGE_SHIFT))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset may be size >> PAGE_SHIFT itself, one
 * past the end, and user space maps what lies there: compare with >=
 */
		return -EINVAL;
	offset = vma->vm_pgoff << PAGE_SHIFT;
	if (length > foo->window - offset)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, __pa(foo->buf + offset) >> PAGE_SHIFT, length, vma->vm_page_prot);
}
static const struct file_operations other_fops = { .mmap = other_mmap };
