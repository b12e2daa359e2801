/* release: 6.12 5.15 */
/* A table for those who bring none. */
static void foo_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo_put(foo);
/*      ^^^^^^^^^^^^ warning[close-without-open]: close handler foo_close() calls foo_put(foo), but foo_ops has no
 * open: a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy drops it once more; take a
 * reference in open
 */
}
static const struct vm_operations_struct foo_ops = { .close = foo_close };
int foo_mmap_obj(struct foo *foo, struct vm_area_struct *vma)
{
	if (!vma->vm_ops)
		vma->vm_ops = &foo_ops;
	vma->vm_private_data = foo_get(foo);
	return 0;
}

static void bar_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
}
static void bar_open(struct vm_area_struct *vma)
{
	foo_get(vma->vm_private_data);
}
static const struct vm_operations_struct bar_ops = { .open = bar_open, .close = bar_close };
int bar_mmap_obj(struct foo *foo, struct vm_area_struct *vma)
{
	if (!vma->vm_ops)
		vma->vm_ops = &bar_ops;
	vma->vm_private_data = foo_get(foo);
	return 0;
}
