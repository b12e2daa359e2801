/* release: 6.12 */
/* expect: none */
/* The driver has DRM find the object, and takes the name of it out of the offset, or counts by the address. */
struct foo_bo { struct drm_gem_object base; struct page **pages; unsigned long count; };

static vm_fault_t taken_fault(struct vm_fault *vmf)
{
	struct foo_bo *bo = vmf->vma->vm_private_data;

	if (!bo->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_page(vmf->vma, vmf->address, bo->pages[vmf->pgoff]);
}
static const struct vm_operations_struct taken_vm_ops = { .fault = taken_fault };
static const struct drm_gem_object_funcs taken_funcs = { .vm_ops = &taken_vm_ops };

int taken_mmap(struct file *file, struct vm_area_struct *vma)
{
	int err = drm_gem_mmap(file, vma);

	if (err < 0)
		return err;
	vm_flags_mod(vma, VM_MIXEDMAP, VM_PFNMAP);
	vma->vm_pgoff = 0;
	return 0;
}
