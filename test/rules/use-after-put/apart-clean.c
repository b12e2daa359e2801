/* release: 6.12 */
static void ring_open(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	atomic_inc(&ring->users);
}

/* One call does both. */
static void ring_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	if (atomic_dec_and_test(&ring->users))
		ring_free(ring);
}
static const struct vm_operations_struct ring_ops = { .open = ring_open, .close = ring_close };

/* A lock makes one of both, */
static void held_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;
	struct device *dev = ring->dev;

	mutex_lock(&dev->lock);
	atomic_dec(&ring->users);
	if (!atomic_read(&ring->users))
		ring_free(ring);
	mutex_unlock(&dev->lock);
}
static const struct vm_operations_struct held_ops = { .open = ring_open, .close = held_close };

/* also that of a caller. */
static void ring_drop(struct ring *ring)
{
	atomic_dec(&ring->users);
	if (!atomic_read(&ring->users))
		ring_free(ring);
}

static void locked_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;
	struct device *dev = ring->dev;

	mutex_lock(&dev->lock);
	ring_drop(ring);
	mutex_unlock(&dev->lock);
}
static const struct vm_operations_struct locked_ops = { .open = ring_open, .close = locked_close };

/* Who is woken twice comes to no harm. */
static void waking_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	atomic_dec(&ring->users);
	if (!atomic_read(&ring->users))
		wake_up(&ring->wait);
}
static const struct vm_operations_struct waking_ops = { .open = ring_open, .close = waking_close };

/* It is freed under a lock that is taken for that, where the second finds it gone. */
static void later_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	atomic_dec(&ring->users);
	if (!atomic_read(&ring->users)) {
		mutex_lock(&ring->lock);
		kfree(ring->pages);
		ring->pages = NULL;
		mutex_unlock(&ring->lock);
	}
}
static const struct vm_operations_struct later_ops = { .open = ring_open, .close = later_close };

/* Another count is read. */
static void other_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	atomic_dec(&ring->users);
	ring = ring->parent;
	if (!atomic_read(&ring->users))
		ring_free(ring);
}
static const struct vm_operations_struct other_ops = { .open = ring_open, .close = other_close };

/* expect: none */
