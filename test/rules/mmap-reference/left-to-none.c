/* release: 6.12 6.1 */
/* drm_gem_mmap_obj() takes a reference before it calls mmap of the object, for the close of the mapping. */
static int foo_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_gem *foo = to_foo(obj);

	vma->vm_pgoff = 0;
	return dma_mmap_attrs(foo->dev, vma, foo->cookie, foo->dma_addr, obj->size, foo->attrs);
}
static const struct drm_gem_object_funcs foo_funcs = {
	.free = foo_gem_free,
	.mmap = foo_gem_mmap,
/*      ^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: foo_gem_mmap() leaves the VMA without vm_ops, and nothing gives
 * back what drm_gem_mmap_obj() took for it by drm_gem_object_get(): each mapping leaves a reference behind, and the
 * object is never freed; set .vm_ops of foo_funcs to a table whose close gives it back, or give it back in
 * foo_gem_mmap()
 */
};

static int bar_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	if (obj->import_attach)
		return dma_buf_mmap(obj->dma_buf, vma, 0);
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: bar_gem_mmap() succeeds and keeps
 * what drm_gem_mmap_obj() took for the mapping by drm_gem_object_get(): dma_buf_mmap() hands the VMA to another,
 * whose close knows nothing of it, and the object is never freed; give it back where dma_buf_mmap() has succeeded
 */
	return remap_vmalloc_range(vma, to_foo(obj)->vaddr, 0);
}
static const struct drm_gem_object_funcs bar_funcs = { .mmap = bar_gem_mmap, .vm_ops = &foo_vm_ops };

/* By way of a table of the driver's own. */
static int prime_mmap(struct foo_gem *foo, struct vm_area_struct *vma)
{
	return dma_buf_mmap(foo->base.dma_buf, vma, 0);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: prime_mmap() succeeds and keeps what
 * drm_gem_mmap_obj() took for the mapping by drm_gem_object_get(): dma_buf_mmap() hands the VMA to another, whose
 * close knows nothing of it, and the object is never freed; give it back where dma_buf_mmap() has succeeded
 */
}
static const struct foo_gem_ops prime_ops = { .mmap = prime_mmap };

static int own_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_gem *foo = to_foo(obj);

	return foo->ops->mmap(foo, vma);
}
static const struct drm_gem_object_funcs own_funcs = { .mmap = own_gem_mmap, .vm_ops = &foo_vm_ops };

/* Those that put what the VMA holds do so where the caller does as well. */
static void foo_close(struct vm_area_struct *vma)
{
	drm_gem_object_put(vma->vm_private_data);
}
static int baz_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret = remap_vmalloc_range(vma, to_foo(obj)->vaddr, 0);

	if (ret)
		foo_close(vma);
/*              ^^^^^^^^^^^^^^ warning[mmap-reference]: baz_gem_mmap() fails here and gives back (foo_close()) what
 * drm_gem_mmap_obj() took by drm_gem_object_get(): drm_gem_mmap_obj() gives it back again where baz_gem_mmap() fails,
 * and the object is freed while others hold it; give it back only on success
 */
	return ret;
}
static const struct drm_gem_object_funcs baz_funcs = { .mmap = baz_gem_mmap, .vm_ops = &foo_vm_ops };
