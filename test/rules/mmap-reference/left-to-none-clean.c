/* release: 6.12 6.1 */
/* expect: none */
static int foo_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_gem *foo = to_foo(obj);

	vma->vm_pgoff = 0;
	return dma_mmap_attrs(foo->dev, vma, foo->cookie, foo->dma_addr, obj->size, foo->attrs);
}
static const struct drm_gem_object_funcs foo_funcs = {
	.free = foo_gem_free,
	.mmap = foo_gem_mmap,
	.vm_ops = &foo_vm_ops,
};
/* What the macro sets is unknown. */
static const struct drm_gem_object_funcs macro_funcs = {
	FOO_GEM_FUNCS,
	.mmap = foo_gem_mmap,
};

/* It puts a table there itself. */
static int set_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_vm_ops;
	return 0;
}
static const struct drm_gem_object_funcs set_funcs = { .mmap = set_gem_mmap };

/* No close will: it puts the reference at once. */
static int once_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret = remap_vmalloc_range(vma, to_foo(obj)->vaddr, 0);

	if (!ret)
		drm_gem_object_put(obj);
	return ret;
}
static const struct drm_gem_object_funcs once_funcs = { .mmap = once_gem_mmap };

/* TTM has a reference of its own, and puts its table where there is none. */
static int ttm_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret = ttm_bo_mmap_obj(vma, to_bo(obj));

	if (ret < 0)
		return ret;
	drm_gem_object_put(obj);
	return 0;
}
static const struct drm_gem_object_funcs ttm_funcs = { .mmap = ttm_gem_mmap };

static int prime_mmap(struct foo_gem *foo, struct vm_area_struct *vma)
{
	int ret = dma_buf_mmap(foo->base.dma_buf, vma, 0);

	if (!ret)
		drm_gem_object_put(&foo->base);
	return ret;
}
static const struct foo_gem_ops prime_ops = { .mmap = prime_mmap };

static int own_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_gem *foo = to_foo(obj);

	return foo->ops->mmap(foo, vma);
}
static const struct drm_gem_object_funcs own_funcs = { .mmap = own_gem_mmap, .vm_ops = &foo_vm_ops };

/* Another way to map, where the buffer's own driver does not. */
static int else_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	if (dma_buf_mmap(obj->dma_buf, vma, 0) == 0) {
		drm_gem_object_put(obj);
		return 0;
	}
	return remap_vmalloc_range(vma, to_foo(obj)->vaddr, 0);
}
static const struct drm_gem_object_funcs else_funcs = { .mmap = else_gem_mmap, .vm_ops = &foo_vm_ops };
