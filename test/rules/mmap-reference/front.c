/* release: 6.12 */
/* drm_gem_mmap() has left a reference with the VMA, which core does not close when mmap fails. */
static int zocl_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;
	struct bo *bo;
	int rc;

	rc = drm_gem_mmap(filp, vma);
	if (rc)
		return rc;
	bo = to_bo(vma->vm_private_data);
	bo->uaddr = vma->vm_start;
	rc = zocl_iommu_map_bo(foo, bo);
	if (rc)
		return rc;
/*              ^^^^^^^^^^ warning[mmap-reference]: zocl_mmap() fails here and keeps the reference that drm_gem_mmap()
 * took for the mapping: core does not call close after a failed mmap, so the object is never freed; call
 * drm_gem_vm_close() before this return
 */
	vm_flags_mod(vma, VM_MIXEDMAP, VM_PFNMAP);
	vma->vm_pgoff = 0;
	return 0;
}
static const struct file_operations zocl_fops = { .mmap = zocl_mmap };
static int ok_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;
	int rc;

	rc = drm_gem_mmap(filp, vma);
	if (rc)
		return rc;
	rc = foo_map(foo, vma);
	if (rc) {
		drm_gem_vm_close(vma);
		return rc;
	}
	return 0;
}
static const struct file_operations ok_fops = { .mmap = ok_mmap };
static int early_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;
	int rc;

	if (foo->dead)
		return -ENODEV;
	rc = drm_gem_mmap(filp, vma);
	if (rc < 0) {
		pr_err("no\n");
		return rc;
	}
	return foo->ready ? 0 : -EAGAIN;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: early_mmap() fails here and keeps the reference that
 * drm_gem_mmap() took for the mapping: core does not call close after a failed mmap, so the object is never freed;
 * call drm_gem_vm_close() before this return
 */
}
static const struct file_operations early_fops = { .mmap = early_mmap };
