/* release: 6.12 6.3 */
/* A table that the mapping function takes from a field of the object. */
static void foo_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler foo_close() calls
 * foo_put(vma->vm_private_data), but foo_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct foo_ops = { .close = foo_close };
static const struct object_ops foo_object_ops = { .mmap_ops = &foo_ops };
static int object_mmap(struct object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = obj->ops->mmap_ops;
	return 0;
}

/* One kind of object is mapped by somebody else. */
static void bar_close(struct vm_area_struct *vma)
{
	bar_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler bar_close() calls
 * bar_put(vma->vm_private_data), but bar_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct bar_ops = { .close = bar_close };
static int bar_mmap(struct object *obj, struct vm_area_struct *vma)
{
	if (obj->imported)
		return import_mmap(obj->imported, vma);
	vm_flags_set(vma, VM_DONTEXPAND);
	return 0;
}
static const struct object_ops bar_object_ops = { .mmap = bar_mmap, .vm_ops = &bar_ops };

/* The copies are refused where the field is read. */
static void baz_close(struct vm_area_struct *vma)
{
	baz_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler baz_close() calls
 * baz_put(vma->vm_private_data), but baz_ops has no open: a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct baz_ops = { .close = baz_close };
static const struct object_ops baz_object_ops = { .whole_ops = &baz_ops };
static int whole_mmap(struct object *obj, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != FOO_SIZE)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_ops = obj->ops->whole_ops;
	return 0;
}
