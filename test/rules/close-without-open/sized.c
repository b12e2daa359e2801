/* release: 6.12 6.3 */
/* close counts what is left by the size: that tells the pieces of a split apart, and not the copy of a fork. */
static void foo_unmap(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo->left -= vma->vm_end - vma->vm_start;
	if (foo->left > 0)
		return;
	foo_put(foo);
/*      ^^^^^^^^^^^^ warning[close-without-open]: close handler foo_unmap() calls foo_put(foo), but foo_ops has no
 * open: a fork copies the VMA with its vm_private_data, and each copy drops it once more; take a
 * reference in open, or refuse it with VM_DONTCOPY
 */
}
static const struct vm_operations_struct foo_ops = { .close = foo_unmap };
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = foo_find(vma->vm_pgoff);

	if (!foo)
		return -EINVAL;
	foo->left = vma->vm_end - vma->vm_start;
	vma->vm_ops = &foo_ops;
	vma->vm_private_data = foo;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* No fork copies this one. */
static void bar_unmap(struct vm_area_struct *vma)
{
	struct bar *bar = vma->vm_private_data;

	bar->left -= vma->vm_end - vma->vm_start;
	if (bar->left > 0)
		return;
	bar_put(bar);
}
static const struct vm_operations_struct bar_ops = { .close = bar_unmap };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = bar_find(vma->vm_pgoff);

	if (!bar)
		return -EINVAL;
	bar->left = vma->vm_end - vma->vm_start;
	vm_flags_set(vma, VM_DONTCOPY);
	vma->vm_ops = &bar_ops;
	vma->vm_private_data = bar;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
