/* release: 6.12 */
/* An interrupt takes the lock as well: everybody else turns interrupts off for it. */
struct ring {
	spinlock_t lock;
	spinlock_t list_lock;
	unsigned int active;
	struct page *page;
	struct list_head entries;
};

static void ring_event(struct ring *ring)
{
	unsigned long flags;

	spin_lock_irqsave(&ring->lock, flags);
	ring->active++;
	list_add(&ring->entries, &rings);
	spin_unlock_irqrestore(&ring->lock, flags);
}
static void ring_reset(struct ring *ring)
{
	unsigned long flags;

	spin_lock_irqsave(&ring->lock, flags);
	ring->active = 0;
	spin_unlock_irqrestore(&ring->lock, flags);
	spin_lock(&ring->list_lock);
	spin_unlock(&ring->list_lock);
}
static int ring_count(struct ring *ring)
{
	unsigned long flags;
	int n;

	spin_lock_irqsave(&ring->lock, flags);
	n = ring->active;
	spin_unlock_irqrestore(&ring->lock, flags);
	return n;
}
static void ring_open(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;
	unsigned long flags;

	spin_lock_irqsave(&ring->lock, flags);
	ring->active++;
	spin_unlock_irqrestore(&ring->lock, flags);
}
static void ring_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	spin_lock(&ring->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: close handler ring_close() takes lock with interrupts on, and all
 * 4 other functions of this file that take it turn them off: an interrupt on this CPU that waits for it waits for
 * ever; use spin_lock_irqsave()
 */
	ring->active--;
	spin_unlock(&ring->lock);
	spin_lock(&ring->list_lock);
	ring->page = NULL;
	spin_unlock(&ring->list_lock);
}
static const struct vm_operations_struct ring_ops = { .open = ring_open, .close = ring_close };

/* Where others take it plainly, no interrupt does. */
struct plain {
	spinlock_t lock;
	int mapped;
};
static void plain_first(struct plain *plain)
{
	unsigned long flags;

	spin_lock_irqsave(&plain->lock, flags);
	plain->mapped = 0;
	spin_unlock_irqrestore(&plain->lock, flags);
}
static void plain_second(struct plain *plain)
{
	unsigned long flags;

	spin_lock_irqsave(&plain->lock, flags);
	plain->mapped = 1;
	spin_unlock_irqrestore(&plain->lock, flags);
}
static void plain_third(struct plain *plain)
{
	spin_lock(&plain->lock);
	plain->mapped = 2;
	spin_unlock(&plain->lock);
}
static void plain_open(struct vm_area_struct *vma)
{
	struct plain *plain = vma->vm_private_data;

	spin_lock(&plain->lock);
	plain->mapped++;
	spin_unlock(&plain->lock);
}
static void plain_close(struct vm_area_struct *vma)
{
	struct plain *plain = vma->vm_private_data;

	spin_lock(&plain->lock);
	plain->mapped--;
	spin_unlock(&plain->lock);
}
static const struct vm_operations_struct plain_ops = { .open = plain_open, .close = plain_close };
