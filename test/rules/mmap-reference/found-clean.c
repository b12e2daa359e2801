/* release: 4.4 6.12 */
/* expect: none */
struct buf { struct list_head node; struct kref ref; unsigned long start, size; };
struct dev { struct mutex lock; struct list_head bufs; struct idr table; };

/* The one that is looked up is counted before it hangs on the VMA. */
static void buf_open(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	kref_get(&buf->ref);
}
static void buf_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	kref_put(&buf->ref, buf_free);
}
static const struct vm_operations_struct buf_ops = { .open = buf_open, .close = buf_close };

static int list_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;
	struct buf *buf;
	int found = 0;

	mutex_lock(&dev->lock);
	list_for_each_entry(buf, &dev->bufs, node) {
		if (buf->start == vma->vm_pgoff) {
			found = 1;
			break;
		}
	}
	if (found)
		kref_get(&buf->ref);
	mutex_unlock(&dev->lock);
	if (!found)
		return -ENOENT;
	if (vma_pages(vma) > buf->size) {
		kref_put(&buf->ref, buf_free);
		return -EINVAL;
	}
	vma->vm_private_data = buf;
	vma->vm_ops = &buf_ops;
	return 0;
}
static const struct file_operations list_fops = { .mmap = list_mmap };

static void entry_open(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	kref_get(&buf->ref);
}
static void entry_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	kref_put(&buf->ref, buf_free);
}
static const struct vm_operations_struct entry_ops = { .open = entry_open, .close = entry_close };

static struct buf *entry_find(struct dev *dev, unsigned long n)
{
	struct buf *buf;

	mutex_lock(&dev->lock);
	buf = idr_find(&dev->table, n);
	if (buf && !kref_get_unless_zero(&buf->ref))
		buf = NULL;
	mutex_unlock(&dev->lock);
	return buf;
}

static int entry_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;
	struct buf *buf = entry_find(dev, vma->vm_pgoff);

	if (!buf)
		return -ENOENT;
	if (vma_pages(vma) > buf->size) {
		kref_put(&buf->ref, buf_free);
		return -EINVAL;
	}
	vma->vm_private_data = buf;
	vma->vm_ops = &entry_ops;
	return 0;
}
static const struct file_operations entry_fops = { .mmap = entry_mmap };
