/* release: 3.4 6.12 */
static int lost_mmap(struct file *file, struct vm_area_struct *vma)
{
	int rc;

	rc = remap_vmalloc_range(vma, file->private_data, 0);
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: lost_mmap() never reads
 * the result of remap_vmalloc_range(): when it fails there is no entry, and the caller is told that all
 * is well; check it and return the error
 */
	return 0;
}
static const struct file_operations lost_fops = { .mmap = lost_mmap };

static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	int rc;

	rc = remap_vmalloc_range(vma, file->private_data, vma->vm_pgoff);
	if (rc)
		return rc;
	return 0;
}
static const struct file_operations told_fops = { .mmap = told_mmap };
