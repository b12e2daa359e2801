/* release: 6.12 */
/* DRM finds an object by the offset of the mapping, which is no offset in the object. */
struct foo_bo { struct drm_gem_object base; struct page **pages; unsigned long count; };

/* The driver has DRM find the object, and goes on by itself: on no way does it put another offset there. */
static vm_fault_t wrapped_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo_bo *bo = vma->vm_private_data;
	pgoff_t offset;

	if (!bo->pages)
		return VM_FAULT_SIGBUS;
	offset = vmf->pgoff;
	return vmf_insert_page(vma, vmf->address, bo->pages[offset]);
/*                                                ^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: offset counts from the fake
 * offset of the object, which wrapped_mmap() leaves in vm_pgoff: user space reaches what lies past bo->pages; use
 * (vmf->address - vma->vm_start) >> PAGE_SHIFT
 */
}
static const struct vm_operations_struct wrapped_vm_ops = { .fault = wrapped_fault };
static const struct drm_gem_object_funcs wrapped_funcs = { .vm_ops = &wrapped_vm_ops };

static int wrapped_rest(struct foo_bo *bo, struct vm_area_struct *vma)
{
	unsigned long vm_pgoff = vma->vm_pgoff;
	int err;

	if (bo->pages) {
		vm_flags_mod(vma, VM_MIXEDMAP, VM_PFNMAP);
		return 0;
	}
	vm_flags_clear(vma, VM_PFNMAP);
	vma->vm_pgoff = 0;
	err = dma_mmap_wc(bo->dev, vma, bo->vaddr, bo->addr, bo->base.size);
	vma->vm_pgoff = vm_pgoff;
	return err;
}

int wrapped_mmap(struct file *file, struct vm_area_struct *vma)
{
	int err = drm_gem_mmap(file, vma);

	if (err < 0)
		return err;
	return wrapped_rest(vma->vm_private_data, vma);
}
