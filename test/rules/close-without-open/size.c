/* release: 6.12 6.3 */
/* A close that looks at the size makes good for a split: the copy of a fork is as long as the whole. */
static void left_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;
	long left = buf->left - (vma->vm_end - vma->vm_start);

	if (left > 0) {
		buf->left = left;
		return;
	}
	buf_put(buf);
/*      ^^^^^^^^^^^^ warning[close-without-open]: close handler left_close() calls buf_put(buf), but left_ops has no
 * open: a fork copies the VMA with its vm_private_data, and each copy drops it once more; set VM_DONTCOPY in mmap, or
 * count the copy in open
 */
}
static const struct vm_operations_struct left_ops = { .close = left_close };
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = buf_find(file->private_data, vma->vm_pgoff);

	if (!buf)
		return -EINVAL;
	buf->left = vma->vm_end - vma->vm_start;
	vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
	vma->vm_private_data = buf;
	vma->vm_ops = &left_ops;
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* No fork copies it. */
static void own_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;
	long left = buf->left - (vma->vm_end - vma->vm_start);

	if (left > 0) {
		buf->left = left;
		return;
	}
	buf_put(buf);
}
static const struct vm_operations_struct own_ops = { .close = own_close };
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = buf_find(file->private_data, vma->vm_pgoff);

	if (!buf)
		return -EINVAL;
	buf->left = vma->vm_end - vma->vm_start;
	vm_flags_set(vma, VM_DONTEXPAND | VM_DONTCOPY);
	vma->vm_private_data = buf;
	vma->vm_ops = &own_ops;
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };
