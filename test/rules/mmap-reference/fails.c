/* release: 6.12 */
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

/* Whether the last call fails is not known, but it may. */
static int tail_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;

	atomic_inc(&buf->users);
	vma->vm_private_data = buf;
	vma->vm_ops = &buf_ops;
	return buf->ops->map(buf, vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: tail_mmap() may fail here and then keeps what
 * atomic_inc() took, which close gives back (atomic_dec()), and core does not call close after a failed mmap: give it
 * back before this return
 */
}
static const struct file_operations tail_fops = { .mmap = tail_mmap };

static vm_fault_t plain_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct plain_ops = { .fault = plain_fault };

/* Its way out with an error gives back what no way takes. */
static int exported_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	int ret = fill_pages(vma);

	if (ret) {
		dma_buf_put(dmabuf);
		return ret;
	}
	vma->vm_ops = &plain_ops;
	vma->vm_private_data = dmabuf;
	return 0;
}
static const struct dma_buf_ops exported_ops = { .mmap = exported_mmap };

/* In a loop, whose tests go both ways. */
struct ring { atomic_t mapped; struct mutex lock; int count; void **blocks; };

static void ring_open(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	atomic_inc(&ring->mapped);
}

static void ring_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	atomic_dec(&ring->mapped);
}
static const struct vm_operations_struct ring_ops = { .open = ring_open, .close = ring_close };

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long start = vma->vm_start;
	int i, err = -EINVAL;

	mutex_lock(&ring->lock);
	for (i = 0; i < ring->count; i++)
		if (!ring->blocks[i])
			goto out;
	atomic_inc(&ring->mapped);
	for (i = 0; i < ring->count; i++) {
		err = vm_insert_page(vma, start, vmalloc_to_page(ring->blocks[i]));
		if (err)
			goto out;
		start += PAGE_SIZE;
	}
	vma->vm_private_data = ring;
	vma->vm_ops = &ring_ops;
	err = 0;
out:
	mutex_unlock(&ring->lock);
	return err;
/*      ^^^^^^^^^^^ warning[mmap-reference]: ring_mmap() fails here and keeps what atomic_inc() took, which close
 * gives back (atomic_dec()), and core does not call close after a failed mmap: give it back before this return
 */
}
