/* release: 6.12 */
/* A callee asks about what a loop has made of the offset: whether that bounds it is not known. */
struct slab_part { unsigned long start, size; };
struct slab_dev { struct slab_part *parts; unsigned long page_size; };

static struct slab_part *part_at(struct slab_dev *dev, unsigned long page)
{
	unsigned long at = 0;

	while (page--)
		at += slab_page_size(dev);
	return slab_find_part(dev, at);
}
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab_dev *dev = file->private_data;
	struct slab_part *part = part_at(dev, vma->vm_pgoff);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!part || size > part->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (part->start >> PAGE_SHIFT) + vma->vm_pgoff, size,
			       vma->vm_page_prot);
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

/* Broken: what is asked about has nothing of the offset. */
static struct slab_part *first_part(struct slab_dev *dev, unsigned long page)
{
	dev->page_size = page ? slab_page_size(dev) : PAGE_SIZE;
	return slab_find_part(dev, 0);
}
static int first_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab_dev *dev = file->private_data;
	struct slab_part *part = first_part(dev, vma->vm_pgoff);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!part || size > part->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (part->start >> PAGE_SHIFT) + vma->vm_pgoff, size,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the offset of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			       vma->vm_page_prot);
}
static const struct file_operations first_fops = { .mmap = first_mmap };
