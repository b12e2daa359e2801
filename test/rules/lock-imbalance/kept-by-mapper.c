/* release: 6.12 */
/* What maps for several drivers keeps its lock: that is one slip, told where it is made. */
int queue_mapper(struct queue *q, struct vm_area_struct *vma)
{
	int i;

	mutex_lock(&q->lock);
	for (i = 0; i < QUEUE_MOST; i++)
		if (q->bufs[i])
			return q->ops->map(q, vma);
/*                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: queue_mapper() returns with &q->lock
 * still held, which it gives back on another way out: the next task that takes it hangs; release it on this path too
 */
	mutex_unlock(&q->lock);
	return -EINVAL;
}
EXPORT_SYMBOL_GPL(queue_mapper);

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	return queue_mapper(&foo->queue, vma);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	int ret = queue_mapper(&bar->queue, vma);

	bar_note(bar, ret);
	return ret;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* The result goes through a variable. */
int ring_mapper(struct ring *ring, struct vm_area_struct *vma)
{
	int ret;

	down_write(&ring->sem);
	if (!ring->area) {
		up_write(&ring->sem);
		return -ENXIO;
	}
	ret = ring->map(ring, vma);
	if (ret)
		ring->failed++;
	return ret;
/*      ^^^^^^^^^^^ warning[lock-imbalance]: ring_mapper() returns with &ring->sem still held: the next task that
 * takes it hangs; release it on this path too
 */
}

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	return ring_mapper(file->private_data, vma);
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* Both halves hang on a field that nothing changes in between. */
static inline void pool_lock(struct pool *pool)
{
	if (!pool->ext_lock)
		mutex_lock(&pool->lock);
}

static inline void pool_unlock(struct pool *pool)
{
	if (!pool->ext_lock)
		mutex_unlock(&pool->lock);
}

int pool_mapper(struct pool *pool, struct vm_area_struct *vma)
{
	int i;

	pool_lock(pool);
	for (i = 0; i < POOL_MOST; i++)
		if (pool->bufs[i])
			return pool->ops->map(pool, vma);
/*                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: pool_mapper() returns with
 * &pool->lock still held, which it gives back on another way out: the next task that takes it hangs; release it on
 * this path too
 */
	pool_unlock(pool);
	return -EINVAL;
}

static int pool_mmap(struct file *file, struct vm_area_struct *vma)
{
	return pool_mapper(file->private_data, vma);
}
static const struct file_operations pool_fops = { .mmap = pool_mmap };

/* As both should be. */
int good_mapper(struct pool *pool, struct vm_area_struct *vma)
{
	int ret = -EINVAL;
	int i;

	pool_lock(pool);
	for (i = 0; i < POOL_MOST; i++) {
		if (pool->bufs[i]) {
			ret = pool->ops->map(pool, vma);
			break;
		}
	}
	pool_unlock(pool);
	return ret;
}

static int good_mmap(struct file *file, struct vm_area_struct *vma)
{
	return good_mapper(file->private_data, vma);
}
static const struct file_operations good_fops = { .mmap = good_mmap };

int early_mapper(struct pool *pool, struct vm_area_struct *vma)
{
	int ret;

	pool_lock(pool);
	if (!pool->bufs[0]) {
		pool_unlock(pool);
		return -EINVAL;
	}
	ret = pool->ops->map(pool, vma);
	pool_unlock(pool);
	return ret;
}

static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	return early_mapper(file->private_data, vma);
}
static const struct file_operations early_fops = { .mmap = early_mmap };

/* Its caller gives the lock back. */
static int part_mapper(struct queue *q, struct vm_area_struct *vma)
{
	mutex_lock(&q->lock);
	return q->ops->map(q, vma);
}

static int part_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *q = file->private_data;
	int ret = part_mapper(q, vma);

	mutex_unlock(&q->lock);
	return ret;
}
static const struct file_operations part_fops = { .mmap = part_mmap };

/* It takes the lock or gives it back, as it is told. */
static void pool_set(struct pool *pool, bool on)
{
	if (on)
		pool_lock(pool);
	else
		pool_unlock(pool);
}

static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	int ret;

	pool_set(pool, true);
	ret = pool->ops->map(pool, vma);
	pool_set(pool, false);
	return ret;
}
static const struct file_operations told_fops = { .mmap = told_mmap };
