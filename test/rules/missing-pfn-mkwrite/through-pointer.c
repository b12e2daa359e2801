/* release: 6.12 6.6 */
/* The table is reached through a pointer; the initializer tells which one it is. */
static const struct vm_operations_struct foo_ops = {
	.open = NULL,
};

static int foo_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vma->vm_ops = obj->funcs->vm_ops;
	vm_flags_mod(vma, VM_MIXEDMAP | VM_DONTEXPAND, VM_PFNMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: foo_mmap() maps with
 * VM_MIXEDMAP, but foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	return 0;
}

static const struct drm_gem_object_funcs foo_funcs = {
	.mmap = foo_mmap,
	.vm_ops = &foo_ops,
};

/* Filled with ordinary pages at once. */
static int bar_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vma->vm_ops = obj->funcs->vm_ops;
	vm_flags_mod(vma, VM_MIXEDMAP | VM_DONTEXPAND, VM_PFNMAP);
	return vm_map_pages(vma, to_bar(obj)->pages, to_bar(obj)->count);
}

static const struct drm_gem_object_funcs bar_funcs = {
	.mmap = bar_mmap,
	.vm_ops = &foo_ops,
};

/* No initializer tells. */
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct baz *baz = file->private_data;

	vma->vm_ops = baz->vm_ops;
	vm_flags_set(vma, VM_MIXEDMAP);
	return 0;
}
