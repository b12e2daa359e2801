/* release: 6.12 */
/* DRM finds an object by vm_pgoff and leaves it there: what counts from it in the buffer refuses the mapping. */
static int plain_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_obj *foo = to_foo(obj);

	return dma_mmap_attrs(foo->dev, vma, foo->cookie, foo->dma_addr, obj->size, foo->attrs);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * dma_mmap_attrs() takes vm_pgoff for an offset in the buffer, but in drm_gem_object_funcs.mmap it still names the
 * object: mmap() fails; set vm_pgoff to 0 first
 */
}

static int io_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_obj *foo = to_foo(obj);
	int ret;

	ret = vm_iomap_memory(vma, foo->phys, obj->size);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_iomap_memory() takes vm_pgoff for an
 * offset in the buffer, but in drm_gem_object_funcs.mmap it still names the object: mmap() fails; set vm_pgoff to 0
 * first
 */
	vma->vm_pgoff = 0;
	return ret;
}

static int map_buffer(struct foo_obj *foo, struct vm_area_struct *vma)
{
	if (foo->is_split)
		return vm_map_pages(vma, foo->pages, foo->count);
	return remap_vmalloc_range(vma, foo->vaddr, vma->vm_pgoff);
}

static int called_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	return map_buffer(to_foo(obj), vma);
}

static int map_fitting(struct foo_obj *foo, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > foo->size)
		return -EINVAL;
	return dma_mmap_wc(foo->dev, vma, foo->cookie, foo->dma_addr, foo->size);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: dma_mmap_wc()
 * takes vm_pgoff for an offset in the buffer, but in drm_gem_object_funcs.mmap it still names the object: mmap()
 * fails; set vm_pgoff to 0 first
 */
}

static int fitting_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	return map_fitting(to_foo(obj), vma);
}

static int fitting_reset_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vma->vm_pgoff = 0;
	return map_fitting(to_foo(obj), vma);
}

static int one_way_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_obj *foo = to_foo(obj);

	if (foo->is_imported)
		vma->vm_pgoff = 0;
	return dma_mmap_wc(foo->dev, vma, foo->cookie, foo->dma_addr, obj->size);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: dma_mmap_wc()
 * takes vm_pgoff for an offset in the buffer, but in drm_gem_object_funcs.mmap it still names the object: mmap()
 * fails; set vm_pgoff to 0 first
 */
}

static int reset_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_obj *foo = to_foo(obj);

	vma->vm_pgoff = 0;
	vm_flags_set(vma, VM_DONTEXPAND);
	if (foo->is_split)
		return map_buffer(foo, vma);
	return dma_mmap_wc(foo->dev, vma, foo->cookie, foo->dma_addr, obj->size);
}

static int less_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo_obj *foo = to_foo(obj);

	vma->vm_pgoff -= drm_vma_node_start(&obj->vma_node);
	return dma_mmap_wc(foo->dev, vma, foo->cookie, foo->dma_addr, obj->size);
}

static int whole_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	return remap_vmalloc_range(vma, to_foo(obj)->vaddr, 0);
}

static const struct drm_gem_object_funcs foo_funcs[] = {
	{ .mmap = plain_mmap, .vm_ops = &drm_gem_dma_vm_ops },
	{ .mmap = io_mmap, .vm_ops = &drm_gem_dma_vm_ops },
	{ .mmap = called_mmap, .vm_ops = &drm_gem_dma_vm_ops },
	{ .mmap = fitting_mmap, .vm_ops = &drm_gem_dma_vm_ops },
	{ .mmap = fitting_reset_mmap, .vm_ops = &drm_gem_dma_vm_ops },
	{ .mmap = one_way_mmap, .vm_ops = &drm_gem_dma_vm_ops },
	{ .mmap = reset_mmap, .vm_ops = &drm_gem_dma_vm_ops },
	{ .mmap = less_mmap, .vm_ops = &drm_gem_dma_vm_ops },
	{ .mmap = whole_mmap, .vm_ops = &drm_gem_dma_vm_ops },
};

/* The offset of a file is one in the buffer. */
static int file_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_obj *foo = file->private_data;

	return dma_mmap_wc(foo->dev, vma, foo->cookie, foo->dma_addr, foo->size);
}

static const struct file_operations foo_fops = {
	.mmap = file_mmap,
};
