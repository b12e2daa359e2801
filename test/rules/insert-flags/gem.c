/* release: 6.12 6.3 */
/* unresolved: 6 */
/* file: drivers/gpu/drm/drm_gem.c */
/* The subsystem maps where the driver says nothing. */
int drm_gem_mmap_obj(struct drm_gem_object *obj, unsigned long obj_size, struct vm_area_struct *vma)
{
	return 0;
}
/* file: drivers/gpu/drm/foo/foo_gem.c */
static vm_fault_t foo_gem_fault(struct vm_fault *vmf)
{
	struct drm_gem_object *obj = vmf->vma->vm_private_data;
	unsigned long n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	return vmf_insert_pfn(vmf->vma, vmf->address, to_foo(obj)->pfn + n);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * foo_gem_fault() calls vmf_insert_pfn() on a mapping that drm_gem_mmap_obj() makes with VM_PFNMAP,
 * and private where user space asks for that: it hits a BUG_ON() then; reject
 * is_cow_mapping(vma->vm_flags) in mmap
 */
}
static const struct vm_operations_struct foo_gem_vm_ops = { .fault = foo_gem_fault, .access = generic_access_phys };
static const struct drm_gem_object_funcs foo_gem_funcs = { .vm_ops = &foo_gem_vm_ops };
/* file: drivers/gpu/drm/bar/bar_gem.c */
/* The driver's own mmap refuses it. */
static vm_fault_t bar_gem_fault(struct vm_fault *vmf)
{
	unsigned long n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	return vmf_insert_pfn(vmf->vma, vmf->address, bar_pfn + n);
}
static const struct vm_operations_struct bar_gem_vm_ops = { .fault = bar_gem_fault, .access = generic_access_phys };
static int bar_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	bar_set_flags(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	return 0;
}
static const struct drm_gem_object_funcs bar_gem_funcs = { .mmap = bar_gem_mmap, .vm_ops = &bar_gem_vm_ops };
/* file: drivers/gpu/drm/qux/qux_gem.c */
/* And here it does not. */
static vm_fault_t qux_gem_fault(struct vm_fault *vmf)
{
	unsigned long n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	return vmf_insert_pfn(vmf->vma, vmf->address, qux_pfn + n);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler qux_gem_fault()
 * calls vmf_insert_pfn() on a mapping that qux_gem_mmap() makes with VM_PFNMAP, and private where user
 * space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
static const struct vm_operations_struct qux_gem_vm_ops = { .fault = qux_gem_fault, .access = generic_access_phys };
static int qux_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	return 0;
}
static const struct drm_gem_object_funcs qux_gem_funcs = { .mmap = qux_gem_mmap, .vm_ops = &qux_gem_vm_ops };
/* file: drivers/gpu/drm/etn/etn_gem.c */
/* The driver has a table of functions of its own between. */
static vm_fault_t etn_fault(struct vm_fault *vmf)
{
	unsigned long n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	return vmf_insert_pfn(vmf->vma, vmf->address, etn_pfn + n);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler etn_fault()
 * calls vmf_insert_pfn() on a mapping that etn_mmap() makes with VM_PFNMAP, and private where user
 * space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
static const struct vm_operations_struct etn_vm_ops = { .fault = etn_fault, .access = generic_access_phys };
static int etn_pages_mmap(struct etn_bo *bo, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	return 0;
}
static int etn_user_mmap(struct etn_bo *bo, struct vm_area_struct *vma)
{
	return -EINVAL;
}
static const struct etn_bo_ops etn_pages_ops = { .mmap = etn_pages_mmap };
static const struct etn_bo_ops etn_user_ops = { .mmap = etn_user_mmap };
static int etn_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct etn_bo *bo = to_etn_bo(obj);

	return bo->ops->mmap(bo, vma);
}
static const struct drm_gem_object_funcs etn_funcs = { .mmap = etn_mmap, .vm_ops = &etn_vm_ops };
/* file: drivers/misc/oc/oc.h */
int oc_context_mmap(struct oc_context *ctx, struct vm_area_struct *vma);
/* file: drivers/misc/oc/context.c */
/* The function of another file is called by mmap. */
static vm_fault_t oc_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, oc_pfn);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler oc_fault() calls
 * vmf_insert_pfn() on a mapping that oc_context_mmap() makes with VM_PFNMAP, and private where user space asks
 * for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
static const struct vm_operations_struct oc_vmops = { .fault = oc_fault, .access = generic_access_phys };
int oc_context_mmap(struct oc_context *ctx, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || vma_pages(vma) != 1)
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP);
	vma->vm_ops = &oc_vmops;
	return 0;
}
/* file: drivers/misc/oc/file.c */
static int oc_mmap(struct file *file, struct vm_area_struct *vma)
{
	return oc_context_mmap(file->private_data, vma);
}
static const struct file_operations oc_fops = { .mmap = oc_mmap };
/* file: drivers/misc/od/context.c */
/* Here that one refuses before it calls. */
static vm_fault_t od_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, od_pfn);
}
static const struct vm_operations_struct od_vmops = { .fault = od_fault, .access = generic_access_phys };
int od_context_mmap(struct od_context *ctx, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP);
	vma->vm_ops = &od_vmops;
	return 0;
}
/* file: drivers/misc/od/file.c */
static int od_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	return od_context_mmap(file->private_data, vma);
}
static const struct file_operations od_fops = { .mmap = od_mmap };
