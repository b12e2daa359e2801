/* release: 6.12 */
/* expect: none */
/* Only the way that the handler serves takes the name out of the offset. */
struct foo_bo { struct drm_gem_object base; struct page **pages; unsigned long count; };

static vm_fault_t some_fault(struct vm_fault *vmf)
{
	struct foo_bo *bo = vmf->vma->vm_private_data;

	if (!bo->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_page(vmf->vma, vmf->address, bo->pages[vmf->pgoff]);
}
static const struct vm_operations_struct some_vm_ops = { .fault = some_fault };
static const struct drm_gem_object_funcs some_funcs = { .vm_ops = &some_vm_ops };

int some_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_bo *bo;
	int err = drm_gem_mmap(file, vma);

	if (err < 0)
		return err;
	bo = vma->vm_private_data;
	if (!bo->pages) {
		vm_flags_clear(vma, VM_PFNMAP);
		err = dma_mmap_wc(bo->dev, vma, bo->vaddr, bo->addr, bo->base.size);
		if (err)
			drm_gem_vm_close(vma);
		return err;
	}
	vm_flags_mod(vma, VM_MIXEDMAP, VM_PFNMAP);
	vma->vm_pgoff = 0;
	return 0;
}
