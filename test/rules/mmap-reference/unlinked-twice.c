/* release: 6.12 6.1 */

/* A new object waits on a list for its mmap, and its release takes it off again in case that never came. */
struct slot { struct kref ref; struct list_head pending; unsigned long offset; void *memory; struct host *host; };
struct host { struct list_head slots; spinlock_t lock; };

static void slot_release(struct kref *ref)
{
	struct slot *slot = container_of(ref, struct slot, ref);

	spin_lock(&slot->host->lock);
	list_del(&slot->pending);
	spin_unlock(&slot->host->lock);
	vfree(slot->memory);
	kfree(slot);
}
static void slot_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	kref_get(&slot->ref);
}
static void slot_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	kref_put(&slot->ref, slot_release);
}
static const struct vm_operations_struct slot_ops = { .open = slot_open, .close = slot_close };

static int slot_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct host *host = file->private_data;
	struct slot *slot, *next;
	int ret = -EINVAL;

	spin_lock(&host->lock);
	list_for_each_entry_safe(slot, next, &host->slots, pending) {
		if (slot->offset != vma->vm_pgoff)
			continue;
		list_del(&slot->pending);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: slot_mmap() takes the object out of its list by
 * list_del(), and slot_release(), which ends the object, takes it out by its pending once more (list_del()): that
 * follows pointers which list_del() has poisoned; take it out by list_del_init() here
 */
		kref_get(&slot->ref);
		spin_unlock(&host->lock);
		ret = remap_vmalloc_range(vma, slot->memory, 0);
		if (ret) {
			kref_put(&slot->ref, slot_release);
			return ret;
		}
		vma->vm_ops = &slot_ops;
		vma->vm_private_data = slot;
		return 0;
	}
	spin_unlock(&host->lock);
	return ret;
}
static const struct file_operations slot_fops = { .mmap = slot_mmap };

/* In a function that looks it up; the release asks the list, which list_del() leaves as if it were one. */
struct cell { struct kref ref; struct list_head wait; unsigned long key; void *memory; };
static void cell_free(struct kref *ref)
{
	struct cell *cell = container_of(ref, struct cell, ref);

	if (!list_empty(&cell->wait))
		list_del_init(&cell->wait);
	vfree(cell->memory);
	kfree(cell);
}
static void cell_put(struct cell *cell)
{
	kref_put(&cell->ref, cell_free);
}
static void cell_open(struct vm_area_struct *vma)
{
	struct cell *cell = vma->vm_private_data;

	kref_get(&cell->ref);
}
static void cell_close(struct vm_area_struct *vma)
{
	cell_put(vma->vm_private_data);
}
static const struct vm_operations_struct cell_ops = { .open = cell_open, .close = cell_close };
static struct cell *cell_find(struct host *host, unsigned long key)
{
	struct cell *cell;

	list_for_each_entry(cell, &host->slots, wait) {
		if (cell->key != key)
			continue;
		kref_get(&cell->ref);
		list_del(&cell->wait);
/*              ^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: cell_mmap() takes the object out of its list by
 * list_del(), and cell_free(), which ends the object, takes it out by its wait once more (list_del_init()): that
 * follows pointers which list_del() has poisoned; take it out by list_del_init() here
 */
		return cell;
	}
	return NULL;
}
static int cell_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct host *host = file->private_data;
	struct cell *cell;
	int err;

	spin_lock(&host->lock);
	cell = cell_find(host, vma->vm_pgoff);
	spin_unlock(&host->lock);
	if (!cell)
		return -EINVAL;
	err = remap_vmalloc_range(vma, cell->memory, 0);
	if (err) {
		cell_put(cell);
		return err;
	}
	vma->vm_ops = &cell_ops;
	vma->vm_private_data = cell;
	return 0;
}
static const struct file_operations cell_fops = { .mmap = cell_mmap };
