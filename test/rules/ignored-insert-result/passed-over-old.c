/* release: 2.6.32 4.1 */
/* Before 4.2 a table without fault gets an anonymous page where nothing was inserted. */
static void hut_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct hut_ops = { .open = hut_open };

static int hut_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct hut *hut = file->private_data;
	int res = 0;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > hut->size)
		return -EINVAL;
	vma->vm_ops = &hut_ops;
	if (remap_pfn_range(vma, vma->vm_start, hut->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot)) {
		res = -EAGAIN;
		goto out;
	}
out:
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: hut_mmap() returns 0 although remap_pfn_range() has failed: the
 * mapping has a hole that no fault fills, and an access to it gets an anonymous page, which the device never sees;
 * return the error
 */
}
static const struct file_operations hut_fops = { .mmap = hut_mmap };

/* The error is handed on. */
static int inn_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct hut *hut = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > hut->size)
		return -EINVAL;
	vma->vm_ops = &hut_ops;
	if (remap_pfn_range(vma, vma->vm_start, hut->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot))
		return -EAGAIN;
	return 0;
}
static const struct file_operations inn_fops = { .mmap = inn_mmap };
