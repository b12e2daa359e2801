/* release: 6.12 */
/* A test of the offset is named where it is all that is asked of what is mapped, and keeps something out. */
static unsigned long base;
static int mode_1_mmap(struct file *f, struct vm_area_struct *vma)
{
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;
	if ((off >> PAGE_SHIFT) < 4)
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, (base + off) >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what remap_pfn_range() maps is bounds-checked: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
}
static const struct file_operations fops1 = { .mmap = mode_1_mmap };
static int mode_2_mmap(struct file *f, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff < 4)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (base >> PAGE_SHIFT) + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what remap_pfn_range() maps is bounds-checked, for the test only keeps vm_pgoff from
 * being too small: user space maps what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations fops2 = { .mmap = mode_2_mmap };
static int mode_3_mmap(struct file *f, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff < 4 || vma->vm_pgoff > 8)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (base >> PAGE_SHIFT) + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked against what lies behind the offset: user space
 * maps what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations fops3 = { .mmap = mode_3_mmap };
static int mode_4_mmap(struct file *f, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff < 4)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, base >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations fops4 = { .mmap = mode_4_mmap };
