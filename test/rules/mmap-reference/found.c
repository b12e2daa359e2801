/* release: 4.4 6.12 */
struct buf { struct list_head node; struct kref ref; unsigned long start, size; };
struct dev { struct mutex lock; struct list_head bufs; struct idr table; };

/* What is looked up belongs to the list or table that it stands in. */
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
	mutex_unlock(&dev->lock);
	if (!found)
		return -ENOENT;
	if (vma_pages(vma) > buf->size)
		return -EINVAL;
	vma->vm_private_data = buf;
	vma->vm_ops = &buf_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: list_mmap() takes nothing for the mapping, and close of
 * buf_ops gives something back (kref_put()): core calls open for copies alone, so munmap() drops a
 * reference that another user holds; do in mmap what open does (kref_get())
 */
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
	mutex_unlock(&dev->lock);
	return buf;
}

static int entry_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;
	struct buf *buf = entry_find(dev, vma->vm_pgoff);

	if (!buf)
		return -ENOENT;
	if (vma_pages(vma) > buf->size)
		return -EINVAL;
	vma->vm_private_data = buf;
	vma->vm_ops = &entry_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: entry_mmap() takes nothing for the mapping, and close of
 * entry_ops gives something back (kref_put()): core calls open for copies alone, so munmap() drops a
 * reference that another user holds; do in mmap what open does (kref_get())
 */
	return 0;
}
static const struct file_operations entry_fops = { .mmap = entry_mmap };
