/* release: 4.18 6.12 */
struct bin;
struct bin_ops { int (*fill)(struct bin *bin); const struct vm_operations_struct *mmap_ops; };
struct bin { struct kref ref; const struct bin_ops *ops; void *mem; };
static void bin_free(struct kref *ref)
{
	kfree(container_of(ref, struct bin, ref));
}
static void bin_get(struct bin *bin)
{
	kref_get(&bin->ref);
}
static void bin_put(struct bin *bin)
{
	kref_put(&bin->ref, bin_free);
}
static void bin_vm_open(struct vm_area_struct *vma)
{
	bin_get(vma->vm_private_data);
}
static void bin_vm_close(struct vm_area_struct *vma)
{
	bin_put(vma->vm_private_data);
}
static vm_fault_t near_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;

	return bin->mem ? VM_FAULT_SIGSEGV : VM_FAULT_SIGBUS;
}
static vm_fault_t far_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static int bin_fill(struct bin *bin)
{
	return bin->mem ? 0 : -ENOMEM;
}
static const struct vm_operations_struct near_ops = {
	.fault = near_fault,
	.open = bin_vm_open,
	.close = bin_vm_close,
};
static const struct vm_operations_struct far_ops = {
	.fault = far_fault,
	.open = bin_vm_open,
	.close = bin_vm_close,
};
static const struct bin_ops bin_near = { .fill = bin_fill, .mmap_ops = &near_ops };
static const struct bin_ops bin_far = { .fill = bin_fill, .mmap_ops = &far_ops };

void bin_start(struct bin *bin, bool far)
{
	bin->ops = far ? &bin_far : &bin_near;
}

/* It asks for another member. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	const struct vm_operations_struct *ops = bin->ops->mmap_ops;

	if (!ops)
		return -ENODEV;
	vma->vm_private_data = bin;
	vma->vm_ops = ops;
/*      ^^^^^^^^^^^^^^^^^ warning[mmap-reference]: own_mmap() takes nothing for the mapping, and close of the tables
 * in mmap_ops (near_ops) gives something back (kref_put()): core calls open for copies alone, so munmap() drops a
 * reference that another user holds; do in mmap what open does (kref_get())
 */
	if (ops->fault)
		bin->mem = NULL;
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };
