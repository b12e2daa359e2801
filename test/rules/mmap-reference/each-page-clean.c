/* release: 6.12 */
/* A mapping has one page at the least: the loop runs. */
static void pool_open(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;

	atomic_add(vma_pages(vma), &pool->pages);
}

static void pool_close(struct vm_area_struct *vma)
{
	struct pool *pool = vma->vm_private_data;

	atomic_sub(vma_pages(vma), &pool->pages);
}
static const struct vm_operations_struct pool_ops = { .open = pool_open, .close = pool_close };

static int pool_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma);

	if (vma->vm_pgoff != 0 || n > pool->count)
		return -EINVAL;
	vma->vm_ops = &pool_ops;
	vma->vm_private_data = pool;
	for (i = 0; i < n; i++)
		atomic_inc(&pool->pages);
	return 0;
}
static const struct file_operations pool_fops = { .mmap = pool_mmap };

/* So does one that goes from address to address, */
static int walk_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long at;

	if (vma->vm_pgoff != 0 || vma_pages(vma) > pool->count)
		return -EINVAL;
	vma->vm_ops = &pool_ops;
	vma->vm_private_data = pool;
	for (at = vma->vm_start; at < vma->vm_end; at += PAGE_SIZE)
		atomic_inc(&pool->pages);
	return 0;
}
static const struct file_operations walk_fops = { .mmap = walk_mmap };

/* or counts down what is left. */
static int rest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long left = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff != 0 || vma_pages(vma) > pool->count)
		return -EINVAL;
	vma->vm_ops = &pool_ops;
	vma->vm_private_data = pool;
	while (left > 0) {
		atomic_inc(&pool->pages);
		left -= PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations rest_fops = { .mmap = rest_mmap };

/* expect: none */
