/* A limit that is cut to fewer bits is no larger for it. */
static int unsigned_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;
	u32 len;

	if (off >= foo->bytes)
		return -EINVAL;
	len = foo->bytes - off;
	if (vma->vm_end - vma->vm_start > len)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations unsigned_fops = { .mmap = unsigned_mmap };

/* As a negative number it is larger than any length. */
static int signed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;
	int len;

	if (off >= foo->bytes)
		return -EINVAL;
	len = foo->bytes - off;
	if (vma->vm_end - vma->vm_start > len)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: what
 * remap_pfn_range() maps is bounds-checked after it was cut to fewer bits: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations signed_fops = { .mmap = signed_mmap };

/* What is held against it must not be cut. */
static int length_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;
	u32 len = vma->vm_end - vma->vm_start;

	if (off >= foo->bytes || len > foo->bytes - off)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: what
 * remap_pfn_range() maps is bounds-checked after it was cut to fewer bits: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations length_fops = { .mmap = length_mmap };
