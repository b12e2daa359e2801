/* release: 6.12 6.1 */
/* expect: none */
/* Hung there, tested for, or left by the subsystem. */
static void barrel_open(struct vm_area_struct *vma)
{
	struct barrel *barrel = vma->vm_private_data;

	atomic_inc(&barrel->mapped);
}
static void barrel_close(struct vm_area_struct *vma)
{
	struct barrel *barrel = vma->vm_private_data;

	atomic_dec(&barrel->mapped);
}
static const struct vm_operations_struct barrel_vm_ops = { .open = barrel_open, .close = barrel_close };
static int barrel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct barrel *barrel = file->private_data;

	vma->vm_ops = &barrel_vm_ops;
	vma->vm_private_data = barrel;
	atomic_inc(&barrel->mapped);
	return 0;
}
static const struct file_operations barrel_fops = { .mmap = barrel_mmap };
static void crate_close(struct vm_area_struct *vma)
{
	struct crate *crate = vma->vm_private_data;

	if (!crate)
		return;
	crate->flushed = true;
}
static const struct vm_operations_struct crate_vm_ops = { .close = crate_close };
static int crate_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &crate_vm_ops;
	return 0;
}
static const struct file_operations crate_fops = { .mmap = crate_mmap };
static vm_fault_t tub_fault(struct vm_fault *vmf)
{
	struct uio_device *idev = vmf->vma->vm_private_data;

	return tub_insert(idev->info, vmf);
}
static const struct vm_operations_struct tub_vm_ops = { .fault = tub_fault };
static int tub_mmap(struct uio_info *info, struct vm_area_struct *vma)
{
	vma->vm_ops = &tub_vm_ops;
	return 0;
}
static int tub_probe(struct tub *tub)
{
	tub->info.mmap = tub_mmap;
	return tub_register(tub);
}
static void butt_open(struct vm_area_struct *vma)
{
	struct butt *butt = vma->vm_private_data;

	atomic_inc(&butt->mapped);
}
static void butt_close(struct vm_area_struct *vma)
{
	struct butt *butt = vma->vm_private_data;

	atomic_dec(&butt->mapped);
}
static const struct vm_operations_struct butt_vm_ops = { .open = butt_open, .close = butt_close };
static int butt_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &butt_vm_ops;
	return butt_attach(file->private_data, vma);
}
static const struct file_operations butt_fops = { .mmap = butt_mmap };
