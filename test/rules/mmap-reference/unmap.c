/* release: 6.12 */
/* What close gives back stands in a function of the driver's own that unmaps. */
struct ringbuf { atomic_t fixed; atomic_t waiters; unsigned long pfn; };

static int ringbuf_unmap(struct ringbuf *buf)
{
	if (!buf->pfn)
		return -ENODEV;
	atomic_dec(&buf->fixed);
	return 0;
}

static void ringbuf_open(struct vm_area_struct *vma)
{
	struct ringbuf *buf = vma->vm_private_data;

	atomic_inc(&buf->fixed);
}

static void ringbuf_close(struct vm_area_struct *vma)
{
	ringbuf_unmap(vma->vm_private_data);
}

static const struct vm_operations_struct ringbuf_ops = { .open = ringbuf_open, .close = ringbuf_close };

static int keeps_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ringbuf *buf = file->private_data;
	int err;

	atomic_inc(&buf->fixed);
	err = remap_pfn_range(vma, vma->vm_start, buf->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (err)
		return err;
/*              ^^^^^^^^^^^ warning[mmap-reference]: keeps_mmap() fails here and keeps what atomic_inc() took, which
 * close gives back (atomic_dec()), and core does not call close after a failed mmap: give it back before this return
 */
	vma->vm_private_data = buf;
	vma->vm_ops = &ringbuf_ops;
	return 0;
}

static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ringbuf *buf = file->private_data;
	int err;

	atomic_inc(&buf->fixed);
	err = remap_pfn_range(vma, vma->vm_start, buf->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (err) {
		atomic_dec(&buf->fixed);
		return err;
	}
	vma->vm_private_data = buf;
	vma->vm_ops = &ringbuf_ops;
	return 0;
}

static const struct file_operations keeps_fops = { .mmap = keeps_mmap };
static const struct file_operations clean_fops = { .mmap = clean_mmap };
