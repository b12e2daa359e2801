/* release: 6.12 5.15 */
static void foo_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	spin_lock(&foo->lock);
	foo->mapped--;
/*      ^^^^^^^^^^^^^ warning[close-without-open]: close handler foo_close() counts foo->mapped down, but foo_ops has
 * no open: a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy drops it once more;
 * take a reference in open
 */
	spin_unlock(&foo->lock);
}
static const struct vm_operations_struct foo_ops = { .close = foo_close };
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &foo_ops;
	return 0;
}

/* A local is nobody's count, and what the object points to may be shared. */
static void bar_close(struct vm_area_struct *vma)
{
	struct bar *bar = vma->vm_private_data;
	int left = 4;

	while (left--)
		bar_flush(bar, left);
	bar->device->users--;
}
static const struct vm_operations_struct bar_ops = { .close = bar_close };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &bar_ops;
	return 0;
}
