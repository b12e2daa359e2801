/* release: 4.16 4.4 */
/* A length that is equal to a difference that has wrapped makes a sum that wraps, too, which core refuses only since 4.17, but a sum of pages always. */
static int differs_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size != bar->size - offset)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size less the offset wraps where the offset is larger:
 * a large vm_pgoff passes, and user space maps what lies past the object; compare the offset with the size first
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (bar->base + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations differs_fops = { .mmap = differs_mmap };

static int equals_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long left = bar->size - (vma->vm_pgoff << PAGE_SHIFT);

	if (left == vma->vm_end - vma->vm_start)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size less the offset wraps where the offset
 * is larger: a large vm_pgoff passes, and user space maps what lies past the object; compare the offset with the size
 * first
 */
		return remap_pfn_range(vma, vma->vm_start, (bar->base >> PAGE_SHIFT) + vma->vm_pgoff, left, vma->vm_page_prot);
	return -EINVAL;
}
static const struct file_operations equals_fops = { .mmap = equals_mmap };

static int offset_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if ((vma->vm_pgoff << PAGE_SHIFT) != bar->size - size)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size less the length wraps
 * where the length is larger: a long mapping passes, and user space maps what lies past the object; compare the
 * length with the size first
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (bar->base >> PAGE_SHIFT) + vma->vm_pgoff, size, vma->vm_page_prot);
}
static const struct file_operations offset_fops = { .mmap = offset_mmap };

static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;

	if (vma_pages(vma) != bar->pages - vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (bar->base >> PAGE_SHIFT) + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

/* What is below such a difference need not come near it. */
static int below_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > bar->size - offset)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size less the offset wraps where the offset is larger:
 * a large vm_pgoff passes, and user space maps what lies past the object; compare the offset with the size first
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (bar->base + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations below_fops = { .mmap = below_mmap };
