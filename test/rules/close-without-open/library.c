/* release: 6.12 5.15 */
/* The table that leaves open out is wrong, not the function of the library that it names. */
/* file: drivers/gpu/bar/bar_library.c */
void bar_vm_open(struct vm_area_struct *vma)
{
	bar_get(vma->vm_private_data);
}
void bar_vm_close(struct vm_area_struct *vma)
{
	struct bar *bar = vma->vm_private_data;

	bar_put(bar);
}
/* file: drivers/gpu/bar/driver.c */
static const struct vm_operations_struct lone_ops = {
	.close = bar_vm_close,
/*       ^^^^^ warning[close-without-open]: close handler bar_vm_close() calls bar_put(bar), but lone_ops has no open:
 * a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy drops it once more; take a
 * reference in open
 */
};
static int lone_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = bar_get(file->private_data);
	vma->vm_ops = &lone_ops;
	return 0;
}

static const struct vm_operations_struct both_ops = {
	.open = bar_vm_open,
	.close = bar_vm_close,
};
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = bar_get(file->private_data);
	vma->vm_ops = &both_ops;
	return 0;
}
