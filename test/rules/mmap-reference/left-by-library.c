/* release: 6.12 */
/* What maps is a function of a library, which leaves the table to the object. */
/* file: include/drm/foo_helper.h */
static inline int foo_object_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_gem *foo = to_foo(obj);

	return foo_mmap(foo, vma);
}
/* file: drivers/gpu/drm/foo_helper.c */
int foo_mmap(struct foo_gem *foo, struct vm_area_struct *vma)
{
	struct drm_gem_object *obj = &foo->base;
	int ret;

	if (obj->import_attach) {
		vma->vm_private_data = NULL;
		vma->vm_ops = NULL;
		ret = dma_buf_mmap(obj->dma_buf, vma, 0);
		if (!ret)
			drm_gem_object_put(obj);
		return ret;
	}
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	ret = foo_pages(foo);
	if (ret)
		return ret;
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	return 0;
}
/* file: drivers/gpu/drm/bar/bar.c */
static const struct drm_gem_object_funcs bar_funcs = {
	.free = bar_free,
	.mmap = foo_object_mmap,
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: foo_object_mmap() leaves the VMA without vm_ops, and nothing
 * gives back what drm_gem_mmap_obj() took for it by drm_gem_object_get(): each mapping leaves a reference behind, and
 * the object is never freed; set .vm_ops of bar_funcs to a table whose close gives it back
 */
};
static const struct drm_gem_object_funcs good_funcs = {
	.free = bar_free,
	.mmap = foo_object_mmap,
	.vm_ops = &foo_vm_ops,
};
