/* release: 3.18 6.6 */
struct box { unsigned long size, base; };

/* The size that is mapped is the object's; -1 is below 0. */
static int box_query(struct box *box, unsigned long offset, unsigned long *size)
{
	if (!offset) {
		*size = box->size;
		return 0;
	}
	return -1;
}
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start, whole = size;

	if (box_query(box, vma->vm_pgoff << PAGE_SHIFT, &size) < 0)
		return -EINVAL;
	if (size > whole)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, box->base >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations own_fops = { .mmap = own_mmap };

/* Here the failure goes on, with the length of the mapping. */
static int lost_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start, whole = size;

	if (box_query(box, vma->vm_pgoff << PAGE_SHIFT, &size) < -1)
		return -EINVAL;
	if (size > whole)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, box->base >> PAGE_SHIFT, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations lost_fops = { .mmap = lost_mmap };
