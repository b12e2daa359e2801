/* release: 6.12 */
/* Two tasks that lower the count at once may both read 0 afterwards. */
static void ring_open(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	atomic_inc(&ring->users);
}

static void ring_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	atomic_dec(&ring->users);
	if (atomic_read(&ring->users))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: close handler ring_close() lowers ring->users
 * (atomic_dec()) and reads it afterwards to see whether that was the last user: two tasks that lower it at once may
 * both find 0, and both go on to ring_free(); decide by atomic_dec_and_test()
 */
		return;
	ring_free(ring);
}
static const struct vm_operations_struct ring_ops = { .open = ring_open, .close = ring_close };

/* What was read may be kept, */
static void buf_open(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	refcount_inc(&buf->refs);
}

static void buf_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;
	unsigned int left;

	refcount_dec(&buf->refs);
	left = refcount_read(&buf->refs);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: close handler buf_close() lowers buf->refs
 * (refcount_dec()) and reads it afterwards to see whether that was the last user: two tasks that lower it at once may
 * both find 0, and both go on to kfree(); decide by refcount_dec_and_test()
 */
	if (left == 0)
		kfree(buf->pages);
}
static const struct vm_operations_struct buf_ops = { .open = buf_open, .close = buf_close };

/* a callee may do it, and a lock that is taken in between makes no order between the two. */
static void area_put(struct area *area)
{
	atomic_long_sub(1, &area->maps);
	mutex_lock(&area->lock);
	area->vma = NULL;
	mutex_unlock(&area->lock);
	if (atomic_long_read(&area->maps) < 1)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: area_put() lowers area->maps (atomic_long_sub()) and
 * reads it afterwards to see whether that was the last user: two tasks that lower it at once may both find 0, and
 * both go on to area_destroy(); decide by atomic_long_sub_and_test()
 */
		area_destroy(area);
}

static void area_open(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	atomic_long_add(1, &area->maps);
}

static void area_close(struct vm_area_struct *vma)
{
	area_put(vma->vm_private_data);
}
static const struct vm_operations_struct area_ops = { .open = area_open, .close = area_close };
