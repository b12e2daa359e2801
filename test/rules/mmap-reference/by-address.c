/* release: 3.10 */
/* expect: none */
/* file: drivers/drum/drum.c */
/* What a variable leads to is given back through its address, in another file. */
static void drum_vm_open(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	kref_get(&drum->kref);
}
static void drum_vm_close(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	drum_unref(&drum);
	vma->vm_private_data = NULL;
}
static const struct vm_operations_struct drum_vm_ops = { .open = drum_vm_open, .close = drum_vm_close };
int drum_mmap(struct file *filp, struct vm_area_struct *vma, struct dev *bdev)
{
	struct drum *drum;
	int ret;

	read_lock(&bdev->vm_lock);
	drum = drum_lookup(bdev, vma->vm_pgoff);
	if (likely(drum != NULL) && !kref_get_unless_zero(&drum->kref))
		drum = NULL;
	read_unlock(&bdev->vm_lock);
	if (unlikely(drum == NULL)) {
		pr_err("Could not find buffer object to map\n");
		return -EINVAL;
	}
	if (unlikely(!bdev->driver->verify_access)) {
		ret = -EPERM;
		goto out_unref;
	}
	ret = bdev->driver->verify_access(drum, filp);
	if (unlikely(ret != 0))
		goto out_unref;
	vma->vm_ops = &drum_vm_ops;
	vma->vm_private_data = drum;
	vma->vm_flags |= VM_IO | VM_MIXEDMAP | VM_DONTEXPAND | VM_DONTDUMP;
	return 0;
out_unref:
	drum_unref(&drum);
	return ret;
}
/* file: drivers/drum/put.c */
static void drum_release(struct kref *kref)
{
	kfree(container_of(kref, struct drum, kref));
}
void drum_unref(struct drum **p)
{
	struct drum *drum = *p;

	*p = NULL;
	kref_put(&drum->kref, drum_release);
}
/* file: drivers/drum/drv.c */
int drv_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct drv *drv = file->private_data;

	if (vma->vm_pgoff < DRV_OFFSET)
		return -EINVAL;
	return drum_mmap(file, vma, &drv->bdev);
}
const struct file_operations drv_fops = { .mmap = drv_mmap };
