/* release: 6.12 */
/* One is to be left for the way of the last user: */
static void group_drop(struct group *group)
{
	if (atomic_add_unless(&group->maps, -1, 0))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: group_drop() lowers group->maps to 0 for
 * its last user (atomic_add_unless()) and leaves: atomic_dec_and_test() is never true behind it, and what is to be
 * done at 0 is not done; let atomic_add_unless() stop at 1
 */
		return;

	mutex_lock(&group->owner->lock);
	if (atomic_dec_and_test(&group->maps))
		list_del_init(&group->mapped);
	mutex_unlock(&group->owner->lock);
}

static void group_open(struct vm_area_struct *vma)
{
	struct group *group = vma->vm_private_data;

	atomic_inc(&group->maps);
}

static void group_close(struct vm_area_struct *vma)
{
	group_drop(vma->vm_private_data);
}
const struct vm_operations_struct group_ops = { .open = group_open, .close = group_close };

/* another call does the same. */
static void queue_open(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	atomic_inc(&queue->maps);
}

static void queue_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	if (atomic_dec_if_positive(&queue->maps) >= 0)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: close handler queue_close() lowers
 * queue->maps to 0 for its last user (atomic_dec_if_positive()) and leaves: atomic_dec_and_mutex_lock() is never true
 * behind it, and what is to be done at 0 is not done; lower it unless it is 1
 */
		return;
	if (atomic_dec_and_mutex_lock(&queue->maps, &queue_lock)) {
		list_del(&queue->node);
		mutex_unlock(&queue_lock);
		kfree(queue);
	}
}
const struct vm_operations_struct queue_ops = { .open = queue_open, .close = queue_close };

/* The length of a mapping is in pages, and the size of the buffer is not: what is left is less than 0. */
static void buf_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	size_t rest;

	rest = buf->mapped - size;
	if (rest > 0) {
/*          ^^^^^^^^ warning[mmap-reference]: close handler buf_close() tests rest > 0, which is unsigned: where the
 * length of the mapping was rounded up to pages it wraps instead of falling below 0, and buf_put() is never called;
 * make rest signed
 */
		buf->mapped = rest;
		return;
	}
	buf_put(buf);
}
static const struct vm_operations_struct buf_ops = { .close = buf_close };

static int buf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = buf_get(file, vma->vm_pgoff);

	if (!buf)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start != PAGE_ALIGN(buf->size)) {
		buf_put(buf);
		return -EINVAL;
	}
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	buf->mapped = buf->size;
	vma->vm_private_data = buf;
	vma->vm_ops = &buf_ops;
	return 0;
}
static const struct file_operations buf_fops = { .mmap = buf_mmap };
