/* release: 6.12 4.14 */
static void plain_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct plain_ops = { .close = plain_close };

static int window_open(struct inode *inode, struct file *file)
{
	file->f_mode |= FMODE_UNSIGNED_OFFSET;
	return 0;
}

/* It asks page by page, and where the end has wrapped it asks of none. */
static int is_allowed(unsigned long pfn, unsigned long size)
{
	u64 from = ((u64)pfn) << PAGE_SHIFT;
	u64 to = from + size;
	u64 at = from;

	while (at < to) {
		if (!window_has(pfn))
			return 0;
		at += PAGE_SIZE;
		pfn++;
	}
	return 1;
}

static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!is_allowed(vma->vm_pgoff, size))
		return -EPERM;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the sum of
 * offset and length can wrap: a large vm_pgoff passes, as what is compared ends before it begins, and
 * remap_pfn_range() maps what was not checked; return -EINVAL where the end lies before the start
 */
}
static const struct file_operations window_fops = { .open = window_open, .mmap = window_mmap };

/* Right: what wraps is refused before. */
static int good_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	u64 offset = (u64)vma->vm_pgoff << PAGE_SHIFT;

	if (offset + size - 1 < offset)
		return -EINVAL;
	if (!is_allowed(vma->vm_pgoff, size))
		return -EPERM;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
}
static const struct file_operations good_fops = { .open = window_open, .mmap = good_mmap };
