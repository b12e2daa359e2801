/* release: 6.12 */
/* Offset and length are compared, and a loop goes on from the offset. */
static int video_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct video *video = file->private_data;
	unsigned long start = vma->vm_start;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long pos;

	if (vma->vm_pgoff > (~0UL >> PAGE_SHIFT))
		return -EINVAL;
	if (size > video->length)
		return -EINVAL;
	if (offset > video->length)
/*          ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: offset and length are each compared, but not their sum: a
 * mapping that begins near the end goes on past it, and user space maps what lies there; compare the length with what
 * is left behind the offset
 */
		return -EINVAL;
	pos = (unsigned long)video->memory + offset;
	while (size > 0) {
		if (remap_pfn_range(vma, start, vmalloc_to_pfn((void *)pos), PAGE_SIZE, PAGE_SHARED))
			return -EAGAIN;
		start += PAGE_SIZE;
		pos += PAGE_SIZE;
		size = size > PAGE_SIZE ? size - PAGE_SIZE : 0;
	}
	return 0;
}
static const struct file_operations video_fops = { .mmap = video_mmap };

/* The offset is below the length: the sum may be past it all the same. */
static int below_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct video *video = file->private_data;
	unsigned long start = vma->vm_start;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long pos;

	if (vma->vm_pgoff > (~0UL >> PAGE_SHIFT))
		return -EINVAL;
	if (size > video->length)
		return -EINVAL;
	if (offset >= video->length)
/*          ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: offset and length are each compared, but not their sum: a
 * mapping that begins near the end goes on past it, and user space maps what lies there; compare the length with what
 * is left behind the offset
 */
		return -EINVAL;
	pos = (unsigned long)video->memory + offset;
	while (size > 0) {
		if (remap_pfn_range(vma, start, vmalloc_to_pfn((void *)pos), PAGE_SIZE, PAGE_SHARED))
			return -EAGAIN;
		start += PAGE_SIZE;
		pos += PAGE_SIZE;
		size = size > PAGE_SIZE ? size - PAGE_SIZE : 0;
	}
	return 0;
}
static const struct file_operations below_fops = { .mmap = below_mmap };
