/* release: 6.12 5.4 */
struct ring {
	unsigned long pfn;
	unsigned long size;
};

/* Refuses what is too short, and nothing that is too long. */
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff != 0)
		return -EINVAL;
	if (size < ring->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, ring->pfn, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what remap_pfn_range() maps is bounded from below only: user space maps what lies past the object; return
 * -EINVAL where it is too large
 */
}

/* Compares it with nothing. */
static int ring_any_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff != 0)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, ring->pfn, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object; return -EINVAL
 * where it is too large
 */
}

static int ring_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff != 0)
		return -EINVAL;
	if (size != ring->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, ring->pfn, size, vma->vm_page_prot);
}

static const struct file_operations ring_fops = { .mmap = ring_mmap };
static const struct file_operations ring_any_fops = { .mmap = ring_any_mmap };
static const struct file_operations ring_clean_fops = { .mmap = ring_clean_mmap };
