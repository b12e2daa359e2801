/* release: 4.4 6.12 */
/* expect: none */
struct buf { struct kref ref; unsigned long size; const struct buf_ops *ops; atomic_t users; };

static void buf_open(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	atomic_inc(&buf->users);
}
static void buf_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	atomic_dec(&buf->users);
}
static const struct vm_operations_struct buf_ops = { .open = buf_open, .close = buf_close };

static int tail_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;
	int ret;

	atomic_inc(&buf->users);
	vma->vm_private_data = buf;
	vma->vm_ops = &buf_ops;
	ret = buf->ops->map(buf, vma);
	if (ret)
		atomic_dec(&buf->users);
	return ret;
}
static const struct file_operations tail_fops = { .mmap = tail_mmap };

static int exported_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	int ret;

	get_dma_buf(dmabuf);
	ret = fill_pages(vma);
	if (ret) {
		dma_buf_put(dmabuf);
		return ret;
	}
	vma->vm_private_data = dmabuf;
	return 0;
}
static const struct dma_buf_ops exported_ops = { .mmap = exported_mmap };
