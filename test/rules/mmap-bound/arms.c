/* release: 6.12 */
/* Two ways to map two things: a test of one says nothing of the other. */
static int ntv_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned int size = vma->vm_end - vma->vm_start;

	switch (vma->vm_pgoff) {
	case 0:
		if (remap_pfn_range(vma, vma->vm_start, foo->bar1 >> PAGE_SHIFT, size, vma->vm_page_prot))
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			return -EAGAIN;
		break;
	case 1:
		if (remap_pfn_range(vma, vma->vm_start, foo->bar0 >> PAGE_SHIFT, size, vma->vm_page_prot))
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			return -EAGAIN;
		break;
	default:
		return -EAGAIN;
	}
	return 0;
}
static const struct file_operations ntv_fops = { .mmap = ntv_mmap };

/* One thing, in two kinds of memory: one test is missing. */
static int kind_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff)
		return -EINVAL;
	if (foo->cached)
		return remap_pfn_range(vma, vma->vm_start, foo->pfn, size, vma->vm_page_prot);
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the
 * length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object; return
 * -EINVAL where it is too large
 */
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, size, vma->vm_page_prot);
}
static const struct file_operations kind_fops = { .mmap = kind_mmap };
