/* release: 4.14 3.10 */
/* No member refuses a split. */
static void older_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler older_close() calls
 * foo_put(vma->vm_private_data), but older_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}

static const struct vm_operations_struct older_ops = {
	.close = older_close,
};

static int older_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = foo_get(file->private_data);
	vma->vm_ops = &older_ops;
	return 0;
}
