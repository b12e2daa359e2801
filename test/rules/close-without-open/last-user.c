/* release: 6.12 5.4 */
/* What the last user alone counts down open need not count up. */
struct pool { atomic_t refcnt; refcount_t r; unsigned max, count, users; struct kref k; spinlock_t lock; struct page *pages[]; };

static void a_open(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;

	refcount_inc(&pool->r);
}
static void a_close(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;
	int i;
	if (refcount_dec_and_test(&pool->r)) {
		for (i = 0; i < pool->max; i++)
			if (pool->pages[i]) { __free_page(pool->pages[i]); pool->count--; }
		kfree(pool);
	}
}
static const struct vm_operations_struct a_ops = { .open = a_open, .close = a_close };

static void b_open(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;

	pool->users++;
}
static void b_close(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;
	int i;
	if (--pool->users)
		return;
	for (i = 0; i < pool->max; i++) { put_page(pool->pages[i]); pool->count--; }
	vfree(pool);
}
static const struct vm_operations_struct b_ops = { .open = b_open, .close = b_close };

static void c_free(struct kref *k)
{
	struct pool *pool = container_of(k, struct pool, k);
	pool->count--;
	kfree(pool);
}
static void c_open(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;

	kref_get(&pool->k);
}
static void c_close(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;
	kref_put(&pool->k, c_free);
}
static const struct vm_operations_struct c_ops = { .open = c_open, .close = c_close };
/* Here each close counts it down. */
static void d_open(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;

	pool->users++;
}
static void d_close(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;
	pool->count--;
/*      ^^^^^^^^^^^^^ warning[close-without-open]: close handler d_close() counts pool->count down, but open handler
 * d_open() takes nothing for it: a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy
 * drops it once more; take a reference in open
 */
	if (--pool->users)
		return;
	vfree(pool);
}
static const struct vm_operations_struct d_ops = { .open = d_open, .close = d_close };
/* open counts something else than close. */
static void e_open(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;

	pool->max++;
}
static void e_close(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;
	if (!atomic_dec_and_test(&pool->refcnt))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler e_close() calls
 * atomic_dec_and_test(&pool->refcnt), but open handler e_open() takes nothing for it: a fork, a split or mremap()
 * copies the VMA with its vm_private_data, and each copy drops it once more; take a reference in open
 */
		return;
	vfree(pool);
}
static const struct vm_operations_struct e_ops = { .open = e_open, .close = e_close };
static int a_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct pool *pool = vzalloc(sizeof(*pool));
	if (!pool)
		return -ENOMEM;
	atomic_set(&pool->refcnt, 1); refcount_set(&pool->r, 1); kref_init(&pool->k); pool->users = 1; pool->count = 1;
	vma->vm_private_data = pool;
	vma->vm_ops = &a_ops;
	return 0;
}
static const struct file_operations a_fops = { .mmap = a_mmap };
static int b_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct pool *pool = vzalloc(sizeof(*pool));
	if (!pool)
		return -ENOMEM;
	atomic_set(&pool->refcnt, 1); refcount_set(&pool->r, 1); kref_init(&pool->k); pool->users = 1; pool->count = 1;
	vma->vm_private_data = pool;
	vma->vm_ops = &b_ops;
	return 0;
}
static const struct file_operations b_fops = { .mmap = b_mmap };
static int c_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct pool *pool = vzalloc(sizeof(*pool));
	if (!pool)
		return -ENOMEM;
	atomic_set(&pool->refcnt, 1); refcount_set(&pool->r, 1); kref_init(&pool->k); pool->users = 1; pool->count = 1;
	vma->vm_private_data = pool;
	vma->vm_ops = &c_ops;
	return 0;
}
static const struct file_operations c_fops = { .mmap = c_mmap };
static int d_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct pool *pool = vzalloc(sizeof(*pool));
	if (!pool)
		return -ENOMEM;
	atomic_set(&pool->refcnt, 1); refcount_set(&pool->r, 1); kref_init(&pool->k); pool->users = 1; pool->count = 1;
	vma->vm_private_data = pool;
	vma->vm_ops = &d_ops;
	return 0;
}
static const struct file_operations d_fops = { .mmap = d_mmap };
static int e_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct pool *pool = vzalloc(sizeof(*pool));
	if (!pool)
		return -ENOMEM;
	atomic_set(&pool->refcnt, 1); refcount_set(&pool->r, 1); kref_init(&pool->k); pool->users = 1; pool->count = 1;
	vma->vm_private_data = pool;
	vma->vm_ops = &e_ops;
	return 0;
}
static const struct file_operations e_fops = { .mmap = e_mmap };
