/* release: 6.12 6.1 */
/* drm_gem_mmap_obj() takes a reference before it calls mmap of the object, and puts it where that fails. */
static int foo_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	if (obj->import_attach) {
		ret = dma_buf_mmap(obj->dma_buf, vma, 0);
		drm_gem_object_put(obj);
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: foo_gem_mmap() fails here and gives back
 * (drm_gem_object_put()) what drm_gem_mmap_obj() took by drm_gem_object_get(): drm_gem_mmap_obj() gives it back again
 * where foo_gem_mmap() fails, and the object is freed while others hold it; give it back only on success
 */
		return ret;
	}
	return -EINVAL;
}
static const struct drm_gem_object_funcs foo_funcs = { .mmap = foo_gem_mmap };

/* Only where the buffer's own driver maps, which has its own reference. */
static int bar_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	if (obj->import_attach) {
		ret = dma_buf_mmap(obj->dma_buf, vma, 0);
		if (!ret)
			drm_gem_object_put(obj);
		return ret;
	}
	return -EINVAL;
}
static const struct drm_gem_object_funcs bar_funcs = { .mmap = bar_gem_mmap };

/* Its own reference. */
static int own_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	drm_gem_object_get(obj);
	ret = remap_vmalloc_range(vma, to_foo(obj)->vaddr, 0);
	if (ret)
		drm_gem_object_put(obj);
	return ret;
}
static const struct drm_gem_object_funcs own_funcs = { .mmap = own_gem_mmap, .vm_ops = &foo_vm_ops };
