/* release: 6.12 */
/* DRM finds an object by the offset of the mapping, which is no offset in the object. */
struct foo_bo { struct drm_gem_object base; struct page **pages; unsigned long count; };

static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct foo_bo *bo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, bo->pages[vmf->pgoff]);
/*                                                     ^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * vmf->pgoff counts from the fake offset of the object, which kept_mmap() leaves in vm_pgoff: user space
 * reaches what lies past bo->pages; use (vmf->address - vma->vm_start) >> PAGE_SHIFT
 */
}
static const struct vm_operations_struct kept_vm_ops = { .fault = kept_fault };
static int kept_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	return 0;
}
static const struct drm_gem_object_funcs kept_funcs = { .mmap = kept_mmap, .vm_ops = &kept_vm_ops };
