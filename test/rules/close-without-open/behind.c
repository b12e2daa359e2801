/* release: 6.12 6.3 */
/* close frees by way of what hangs on the VMA, and leaves the pointer for the close of a copy. */
struct queue {
	struct region *regions[4];
	struct region *region;
	bool mapped;
};

static int no_mremap(struct vm_area_struct *vma)
{
	return -EPERM;
}
static void left_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;
	struct region *region = NULL;

	if (vma->vm_pgoff < 4)
		region = queue->regions[vma->vm_pgoff];
	kfree(region);
/*      ^^^^^^^^^^^^^ warning[close-without-open]: close handler left_close() frees what it finds by way of
 * vm_private_data (kfree()), and leaves the pointer to it, but left_ops has no open: a split or mremap() copies the
 * VMA with its vm_private_data, and each copy drops it once more; refuse a split in may_split, or count the copies in
 * open
 */
}
static const struct vm_operations_struct left_ops = { .close = left_close, .mremap = no_mremap };
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &left_ops;
	return 0;
}

static void free_region(struct region *region)
{
	kfree(region->pages);
	kfree(region);
}
static void callee_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	if (queue->region)
		free_region(queue->region);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler callee_close() frees what it
 * finds by way of vm_private_data (free_region()), and leaves the pointer to it, but callee_ops has no open: a fork,
 * a split or mremap() copies the VMA with its vm_private_data, and each copy drops it once more; set VM_DONTCOPY in
 * mmap and refuse a split in may_split, or count the copies in open
 */
}
static const struct vm_operations_struct callee_ops = { .close = callee_close };
static int callee_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &callee_ops;
	return 0;
}

/* The second close finds nothing. */
static void cleared_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	kfree(queue->region);
	queue->region = NULL;
}
static const struct vm_operations_struct cleared_ops = { .close = cleared_close };
static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &cleared_ops;
	return 0;
}

/* Or it is told so. */
static void once_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	if (!queue->mapped)
		return;
	queue->mapped = false;
	kfree(queue->region);
}
static const struct vm_operations_struct once_ops = { .close = once_close };
static int once_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &once_ops;
	return 0;
}

/* Or an opaque callee may tell. */
static void told_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	kfree(queue->region);
	queue_reset(queue);
}
static const struct vm_operations_struct told_ops = { .close = told_close };
static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &told_ops;
	return 0;
}

/* The users are counted. */
static void counted_open(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	atomic_inc(&queue->users);
}
static void counted_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	if (atomic_dec_and_test(&queue->users))
		kfree(queue->region);
}
static const struct vm_operations_struct counted_ops = { .open = counted_open, .close = counted_close };
static int counted_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &counted_ops;
	counted_open(vma);
	return 0;
}

/* The child's close takes away what the parent's mapping is for. */
static void slot_close(struct vm_area_struct *vma)
{
	struct queue *q = vma->vm_private_data;

	if (vma->vm_pgoff < 2) {
		struct region *region = q->regions[vma->vm_pgoff];

		mutex_lock(&q->mutex);
		q->regions[vma->vm_pgoff] = NULL;
		mutex_unlock(&q->mutex);
		kfree(region);
/*              ^^^^^^^^^^^^^ warning[close-without-open]: close handler slot_close() frees what it finds by way of
 * vm_private_data (kfree()), and sets the pointer to NULL, but slot_ops has no open: a fork, a split or mremap()
 * copies the VMA with its vm_private_data, and the first that goes takes it from the others; set VM_DONTCOPY in mmap
 * and refuse a split in may_split, or count the copies in open
 */
	}
}
static const struct vm_operations_struct slot_ops = { .close = slot_close };
static int slot_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *q = file->private_data;
	struct region *region = kzalloc(sizeof(*region), GFP_KERNEL);

	if (!region)
		return -ENOMEM;
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &slot_ops;
	vma->vm_private_data = q;
	q->regions[vma->vm_pgoff] = region;
	return 0;
}
static const struct file_operations slot_fops = { .mmap = slot_mmap };

/* No fork copies it. */
static void kept_close(struct vm_area_struct *vma)
{
	struct queue *q = vma->vm_private_data;
	struct region *region = q->regions[vma->vm_pgoff];

	q->regions[vma->vm_pgoff] = NULL;
	kfree(region);
}
static const struct vm_operations_struct kept_ops = { .close = kept_close };
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *q = file->private_data;
	struct region *region = kzalloc(sizeof(*region), GFP_KERNEL);

	if (!region)
		return -ENOMEM;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_ops = &kept_ops;
	vma->vm_private_data = q;
	q->regions[vma->vm_pgoff] = region;
	return 0;
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* A cache, which whoever needs it fills again. */
static void cache_close(struct vm_area_struct *vma)
{
	struct queue *q = vma->vm_private_data;

	kfree(q->cache);
	q->cache = NULL;
}
static const struct vm_operations_struct cache_ops = { .close = cache_close };
static int cache_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &cache_ops;
	vma->vm_private_data = file->private_data;
	return 0;
}
static const struct file_operations cache_fops = { .mmap = cache_mmap };
