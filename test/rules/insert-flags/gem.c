/* release: 6.12 5.15 */
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
 * and private where user space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
static const struct vm_operations_struct foo_gem_vm_ops = { .fault = foo_gem_fault };
static const struct drm_gem_object_funcs foo_gem_funcs = { .vm_ops = &foo_gem_vm_ops };
/* file: drivers/gpu/drm/bar/bar_gem.c */
/* The driver's own mmap refuses it. */
static vm_fault_t bar_gem_fault(struct vm_fault *vmf)
{
	unsigned long n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	return vmf_insert_pfn(vmf->vma, vmf->address, bar_pfn + n);
}
static const struct vm_operations_struct bar_gem_vm_ops = { .fault = bar_gem_fault };
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
static const struct vm_operations_struct qux_gem_vm_ops = { .fault = qux_gem_fault };
/*                                       ^^^^^^^^^^^^^^ information[missing-access]: qux_gem_vm_ops has no access, and
 * qux_gem_mmap() maps with VM_PFNMAP: a debugger cannot read the mapping; add .access
 * (generic_access_phys() serves page frames of a device), or say at the table why not
 */
static int qux_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	return 0;
}
static const struct drm_gem_object_funcs qux_gem_funcs = { .mmap = qux_gem_mmap, .vm_ops = &qux_gem_vm_ops };
