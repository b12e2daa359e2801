/* release: 5.10 4.15 */
/* The member that refuses a split was named split. */
static void old_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler old_close() calls
 * foo_put(vma->vm_private_data), but old_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}

static const struct vm_operations_struct old_ops = {
	.close = old_close,
};

static int old_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = foo_get(file->private_data);
	vma->vm_ops = &old_ops;
	return 0;
}
