/* release: 4.18 6.12 */
/* expect: none */
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

/* Right: each table that it may be has an open, and that is called. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	const struct vm_operations_struct *ops = bin->ops->mmap_ops;

	if (!ops)
		return -ENODEV;
	vma->vm_private_data = bin;
	vma->vm_ops = ops;
	if (ops->open)
		ops->open(vma);
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };

/* The same, by way of the VMA. */
static int vma_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	const struct vm_operations_struct *ops = bin->ops->mmap_ops;

	if (!ops)
		return -ENODEV;
	vma->vm_private_data = bin;
	vma->vm_ops = ops;
	if (vma->vm_ops->open)
		vma->vm_ops->open(vma);
	return 0;
}
static const struct file_operations vma_fops = { .mmap = vma_mmap };

/* The other way round. */
static int turned_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	const struct vm_operations_struct *ops = bin->ops->mmap_ops;

	if (!ops)
		return -ENODEV;
	vma->vm_private_data = bin;
	vma->vm_ops = ops;
	if (!ops->open)
		return 0;
	ops->open(vma);
	return 0;
}
static const struct file_operations turned_fops = { .mmap = turned_mmap };
