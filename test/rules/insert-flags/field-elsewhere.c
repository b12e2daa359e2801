/* release: 4.14 */
/* What a subsystem installs out of a field stands in a driver of another folder, which hands its function to core. */
/* file: drivers/gpu/grid/grid_gem.c */
int grid_gem_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct grid_object *obj = grid_find(file, vma->vm_pgoff);

	if (!obj || obj->bytes < vma->vm_end - vma->vm_start)
		return -EINVAL;
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND;
	vma->vm_ops = obj->dev->driver->gem_vm_ops;
	vma->vm_private_data = obj;
	return 0;
}
/* file: drivers/staging/tile/tile_drv.c */
static const struct vm_operations_struct tile_vm_ops = {
	.fault = tile_fault,
};
static struct grid_driver tile_driver = {
	.gem_vm_ops = &tile_vm_ops,
	.fops = {
		.owner = THIS_MODULE,
		.mmap = grid_gem_mmap,
	},
};
/* file: drivers/staging/tile/tile_gem.c */
int tile_fault(struct vm_fault *vmf)
{
	struct tile *tile = vmf->vma->vm_private_data;
	int err = vm_insert_pfn(vmf->vma, vmf->address, tile->pfn);
/*                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler tile_fault()
 * calls vm_insert_pfn() on a mapping that grid_gem_mmap() makes with VM_PFNMAP, and private where user space asks for
 * that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */

	switch (err) {
	case 0:
	case -EBUSY:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return VM_FAULT_SIGBUS;
	}
}
/* A field of that name which the subsystem has no hand in. */
/* file: drivers/staging/slab/slab_drv.c */
static int slab_fault(struct vm_fault *vmf)
{
	struct slab *slab = vmf->vma->vm_private_data;
	int err = vm_insert_pfn(vmf->vma, vmf->address, slab->pfn);

	switch (err) {
	case 0:
	case -EBUSY:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return VM_FAULT_SIGBUS;
	}
}
static const struct vm_operations_struct slab_vm_ops = {
	.fault = slab_fault,
};
static struct slab_driver slab_driver = {
	.gem_vm_ops = &slab_vm_ops,
};
