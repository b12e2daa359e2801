/* release: 6.12 */
/* expect: none */
/* open counts by a function of the driver's own, mmap the object's kref, which is what that function counts. */
static void drum_vm_open(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	drum_reference(drum);
}
static void drum_vm_close(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	drum_unref(drum);
}
static const struct vm_operations_struct drum_vm_ops = { .open = drum_vm_open, .close = drum_vm_close };
static int drum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct drum *drum = drum_lookup(file->private_data, vma->vm_pgoff);

	if (drum != NULL && !kref_get_unless_zero(&drum->kref))
		drum = NULL;
	if (drum == NULL)
		return -EINVAL;
	if (!drum_may_map(drum, file)) {
		drum_unref(drum);
		return -EPERM;
	}
	vma->vm_ops = &drum_vm_ops;
	vma->vm_private_data = drum;
	return 0;
}
static const struct file_operations drum_fops = { .mmap = drum_mmap };
