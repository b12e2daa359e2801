/* release: 6.12 */
/* On each way the length is open; on all but those of the single offsets the offset is open as well. */
static int mode_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	switch (vma->vm_pgoff) {
	case 0:
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
		break;
	case 1:
		vma->vm_page_prot = pgprot_writecombine(vma->vm_page_prot);
		break;
	}
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what remap_pfn_range() maps is bounds-checked: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
}
static const struct file_operations mode_fops = { .mmap = mode_mmap };

/* The others are refused. */
static int refused_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	switch (vma->vm_pgoff) {
	case 0:
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
		break;
	case 1:
		vma->vm_page_prot = pgprot_writecombine(vma->vm_page_prot);
		break;
	default:
		return -EINVAL;
	}
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations refused_fops = { .mmap = refused_mmap };
