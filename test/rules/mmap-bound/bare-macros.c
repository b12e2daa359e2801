/* release: 6.12 */
/* Macros that bring their own semicolon are no loops, and what stands behind them is no body. */
struct cam { int gone; unsigned long n, size, pfn; void *buf; };
static int a_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct cam *cam = file->private_data;
	unsigned long vsize = vma->vm_end - vma->vm_start, psize = cam->n * cam->size, start = vma->vm_start, pos = (unsigned long)cam->buf, page;

	if (cam->gone) {
		DBG(2, "gone")
		return -ENODEV;
	}
	PDBGG("mmapping %lu bytes...", vsize)

	if (vma->vm_pgoff || vsize > psize)
		return -EINVAL;
	while (vsize > 0) {
		page = vmalloc_to_pfn((void *)pos);
		if (remap_pfn_range(vma, start, page, PAGE_SIZE, vma->vm_page_prot))
			return -EAGAIN;
		start += PAGE_SIZE;
		pos += PAGE_SIZE;
		vsize -= PAGE_SIZE;
	}
	DBG(5, "called")
	return 0;
}
static const struct file_operations a_fops = { .mmap = a_mmap };
static int b_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct cam *cam = file->private_data;
	unsigned long vsize = vma->vm_end - vma->vm_start;
	ENTER(cam)
	if (vma->vm_pgoff || vsize > cam->size)
		return -EINVAL;
	LEAVE(cam)
	return remap_pfn_range(vma, vma->vm_start, cam->pfn, vsize, vma->vm_page_prot);
}
static const struct file_operations b_fops = { .mmap = b_mmap };

/* The body of a loop may not run. */
static int c_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct cam *cam = file->private_data;
	unsigned long vsize = vma->vm_end - vma->vm_start;
	EACH_CAM(cam)
		if (vma->vm_pgoff || vsize > cam->size)
			return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, cam->pfn, vsize, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object; return -EINVAL
 * where it is too large
 */
}
static const struct file_operations c_fops = { .mmap = c_mmap };
