/* release: 7.1 6.12 */
/* Without an MMU core copies no VMA of a file. */
struct vat { struct page *page; refcount_t users; };
#ifdef CONFIG_MMU
static void vat_close(struct vm_area_struct *vma)
{
	struct vat *vat = vma->vm_private_data;

	refcount_dec(&vat->users);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler vat_close() calls
 * refcount_dec(&vat->users), but vat_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct vat_ops = { .close = vat_close };
static int vat_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vat *vat = file->private_data;

	refcount_inc(&vat->users);
	vma->vm_private_data = vat;
	vma->vm_ops = &vat_ops;
	return 0;
}
static const struct file_operations vat_fops = { .mmap = vat_mmap };
#else
static void vat_nommu_close(struct vm_area_struct *vma)
{
	struct vat *vat = vma->vm_private_data;

	refcount_dec(&vat->users);
}
static const struct vm_operations_struct vat_nommu_ops = { .close = vat_nommu_close };
static int vat_nommu_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vat *vat = file->private_data;

	refcount_inc(&vat->users);
	vma->vm_private_data = vat;
	vma->vm_ops = &vat_nommu_ops;
	return 0;
}
static const struct file_operations vat_nommu_fops = { .mmap = vat_nommu_mmap };
#endif
#ifndef CONFIG_MMU
static void cask_close(struct vm_area_struct *vma)
{
	struct vat *vat = vma->vm_private_data;

	refcount_dec(&vat->users);
}
static const struct vm_operations_struct cask_ops = { .close = cask_close };
static int cask_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vat *vat = file->private_data;

	refcount_inc(&vat->users);
	vma->vm_private_data = vat;
	vma->vm_ops = &cask_ops;
	return 0;
}
static const struct file_operations cask_fops = { .mmap = cask_mmap };
#endif
