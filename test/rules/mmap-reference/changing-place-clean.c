/* release: 6.12 5.4 */
/* expect: none */

/* No split. */
static void rec_open(struct vm_area_struct *vma)
{
	struct rec *rec = vma->vm_file->private_data;

	if (vma->vm_pgoff)
		atomic_inc(&rec->side_mapped);
}
static void rec_close(struct vm_area_struct *vma)
{
	struct rec *rec = vma->vm_file->private_data;

	if (vma->vm_pgoff == rec->side_pgoff && atomic_dec_and_test(&rec->side_mapped))
		rec_free_side(rec);
}
static int rec_refuse(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}
static const struct vm_operations_struct rec_ops = {
	.open = rec_open,
	.close = rec_close,
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 11, 0)
	.may_split = rec_refuse,
#else
	.split = rec_refuse,
#endif
};
static int rec_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rec *rec = file->private_data;

	if (vma->vm_pgoff)
		atomic_inc(&rec->side_mapped);
	vma->vm_ops = &rec_ops;
	return 0;
}
static const struct file_operations rec_fops = { .mmap = rec_mmap };

/* One page: there is nothing to split. */
static void page_open(struct vm_area_struct *vma)
{
	struct log *log = vma->vm_private_data;

	if (vma->vm_pgoff == LOG_PGOFF)
		refcount_inc(&log->users);
}
static void page_close(struct vm_area_struct *vma)
{
	struct log *log = vma->vm_private_data;

	if (vma->vm_pgoff == LOG_PGOFF && refcount_dec_and_test(&log->users))
		log_stop(log);
}
static const struct vm_operations_struct page_ops = { .open = page_open, .close = page_close };
static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &page_ops;
	page_open(vma);
	return 0;
}
static const struct file_operations page_fops = { .mmap = page_mmap };

/* A part of a range lies in the range. */
static void range_open(struct vm_area_struct *vma)
{
	struct log *log = vma->vm_private_data;

	if (vma->vm_pgoff >= LOG_PGOFF)
		refcount_inc(&log->users);
}
static void range_close(struct vm_area_struct *vma)
{
	struct log *log = vma->vm_private_data;

	if (vma->vm_pgoff >= LOG_PGOFF && refcount_dec_and_test(&log->users))
		log_stop(log);
}
static const struct vm_operations_struct range_ops = { .open = range_open, .close = range_close };
static int range_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &range_ops;
	range_open(vma);
	return 0;
}
static const struct file_operations range_fops = { .mmap = range_mmap };

/* What is left of the length says when the last part goes. */
static void left_open(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	atomic_inc(&buf->users);
}
static void left_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	buf->left -= vma->vm_end - vma->vm_start;
	if (buf->left != 0)
		return;
	atomic_dec(&buf->users);
}
static const struct vm_operations_struct left_ops = { .open = left_open, .close = left_close };
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;

	buf->left = vma->vm_end - vma->vm_start;
	vma->vm_private_data = buf;
	vma->vm_ops = &left_ops;
	left_open(vma);
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* The offset decides on something that is not counted. */
static void sync_open(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	kref_get(&buf->ref);
}
static void sync_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	if (vma->vm_pgoff == 0)
		buf_flush(buf);
	kref_put(&buf->ref, buf_free);
}
static const struct vm_operations_struct sync_ops = { .open = sync_open, .close = sync_close };
static int sync_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &sync_ops;
	sync_open(vma);
	return 0;
}
static const struct file_operations sync_fops = { .mmap = sync_mmap };
