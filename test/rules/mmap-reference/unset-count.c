/* release: 4.4 6.12 */
struct pool { spinlock_t lock; struct list_head all; };
struct chunk { struct list_head on; int mapped; int queued; atomic_t pins; struct pool *pool; void *mem; };

/* By its address, under a lock, for one of two counters. */
static void chunk_dec_count(struct chunk *chunk, int *count)
{
	struct pool *pool = chunk->pool;
	unsigned long flags;

	spin_lock_irqsave(&pool->lock, flags);
	--*count;
	if (chunk->queued == 0 && chunk->mapped == 0) {
		list_del(&chunk->on);
		spin_unlock_irqrestore(&pool->lock, flags);
		vfree(chunk->mem);
		kfree(chunk);
	} else {
		spin_unlock_irqrestore(&pool->lock, flags);
	}
}
static void chunk_open(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;
	unsigned long flags;

	spin_lock_irqsave(&chunk->pool->lock, flags);
	++chunk->mapped;
	spin_unlock_irqrestore(&chunk->pool->lock, flags);
}
static void chunk_close(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	chunk_dec_count(chunk, &chunk->mapped);
}
static const struct vm_operations_struct chunk_ops = { .open = chunk_open, .close = chunk_close };

static int chunk_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	struct chunk *chunk = kzalloc(sizeof(*chunk), GFP_KERNEL);
	unsigned long flags;

	if (!chunk)
		return -ENOMEM;
	chunk->pool = pool;
	INIT_LIST_HEAD(&chunk->on);
	chunk->mem = vmalloc_user(PAGE_SIZE);
	if (!chunk->mem) {
		kfree(chunk);
		return -ENOMEM;
	}
	if (remap_vmalloc_range(vma, chunk->mem, 0)) {
		chunk_dec_count(chunk, &chunk->mapped);
		return -EAGAIN;
	}
	vma->vm_ops = &chunk_ops;
	vma->vm_private_data = chunk;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: chunk_mmap() stores new memory in the VMA and does not
 * set its mapped, which open and close of chunk_ops count (mapped--): close frees it too early or never; set it to 1
 * in mmap
 */
	spin_lock_irqsave(&pool->lock, flags);
	list_add_tail(&chunk->on, &pool->all);
	spin_unlock_irqrestore(&pool->lock, flags);
	return 0;
}
static const struct file_operations chunk_fops = { .mmap = chunk_mmap };

/* Written out. */
static void sum_open(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	chunk->mapped = chunk->mapped + 1;
}
static void sum_close(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	chunk->mapped -= 1;
	if (chunk->mapped)
		return;
	vfree(chunk->mem);
	kfree(chunk);
}
static const struct vm_operations_struct sum_ops = { .open = sum_open, .close = sum_close };

static int sum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct chunk *chunk = kzalloc(sizeof(*chunk), GFP_KERNEL);

	if (!chunk)
		return -ENOMEM;
	chunk->pool = file->private_data;
	vma->vm_ops = &sum_ops;
	vma->vm_private_data = chunk;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: sum_mmap() stores new memory in the VMA and does not set
 * its mapped, which open and close of sum_ops count (chunk->mapped--): close frees it too early or never; set it to 1
 * in mmap
 */
	return 0;
}
static const struct file_operations sum_fops = { .mmap = sum_mmap };

/* An atomic number, and its result. */
static void rest_open(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	atomic_inc(&chunk->pins);
}
static void rest_close(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	if (atomic_dec_return(&chunk->pins) == 0) {
		vfree(chunk->mem);
		kfree(chunk);
	}
}
static const struct vm_operations_struct rest_ops = { .open = rest_open, .close = rest_close };

static int rest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct chunk *chunk = kzalloc(sizeof(*chunk), GFP_KERNEL);

	if (!chunk)
		return -ENOMEM;
	chunk->pool = file->private_data;
	vma->vm_ops = &rest_ops;
	vma->vm_private_data = chunk;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: rest_mmap() stores new memory in the VMA and does not
 * set its pins, which open and close of rest_ops count (atomic_dec_return()): close frees it too early or never; set
 * it to 1 in mmap
 */
	return 0;
}
static const struct file_operations rest_fops = { .mmap = rest_mmap };

/* open, which tests the object, is not called for the mapping itself. */
static void own_open(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	if (chunk)
		atomic_inc(&chunk->pins);
}
static void own_close(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	if (chunk && atomic_dec_and_test(&chunk->pins)) {
		vma->vm_private_data = NULL;
		kfree(chunk);
	}
}
static const struct vm_operations_struct own_ops = { .open = own_open, .close = own_close };
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct chunk *chunk = kzalloc(sizeof(*chunk), GFP_KERNEL);

	if (!chunk)
		return -ENOMEM;
	chunk->pool = file->private_data;
	atomic_set(&chunk->pins, 0);
	vma->vm_ops = &own_ops;
	vma->vm_private_data = chunk;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: own_mmap() stores new memory in the VMA and sets to 0
 * its pins, which open and close of own_ops count (atomic_dec_and_test()): close frees it too early or never; set it
 * to 1 in mmap
 */
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };
