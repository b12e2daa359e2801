/* expect: none */
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
	if (offset > video->length - size)
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

/* The loop compares on each turn. */
static int turn_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct video *video = file->private_data;
	unsigned long start = vma->vm_start;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;

	if (size > video->length)
		return -EINVAL;
	while (size > 0) {
		if (offset >= video->length)
			return -EINVAL;
		if (remap_pfn_range(vma, start, vmalloc_to_pfn(video->memory + offset), PAGE_SIZE, PAGE_SHARED))
			return -EAGAIN;
		start += PAGE_SIZE;
		offset += PAGE_SIZE;
		size = size > PAGE_SIZE ? size - PAGE_SIZE : 0;
	}
	return 0;
}
static const struct file_operations turn_fops = { .mmap = turn_mmap };
