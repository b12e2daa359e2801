/* expect: none */
/* release: 4.4 6.12 */
/* What was found is put on each way out. */
static void *bo_lookup(struct bo_file *priv, unsigned long offset);
static bool bo_allowed(struct bo *bo, struct bo_file *priv);
void bo_put(struct bo *bo);

static int bo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo_file *priv = file->private_data;
	struct bo *bo = container_of(bo_lookup(priv, vma->vm_pgoff), struct bo, node);
	int ret;

	if (!kref_get_unless_zero(&bo->refs))
		return -EINVAL;
	if (!bo_allowed(bo, priv))
		goto denied;
	if (vma->vm_end - vma->vm_start > bo->size) {
		bo_put(bo);
		return -EINVAL;
	}
	ret = vm_insert_page(vma, vma->vm_start, bo->page);
	bo_put(bo);
	return ret;
denied:
	bo_put(bo);
	return -EACCES;
}
static const struct file_operations bo_fops = { .mmap = bo_mmap };

/* The counter of what a lookup found is counted down again. */
static void seg_count_down(struct seg_file *sf)
{
	struct seg *seg = seg_lock(sf->ns, sf->id);

	if (IS_ERR(seg))
		return;
	seg->attached--;
	seg_unlock(seg);
}
static int seg_count_up(struct seg_file *sf)
{
	struct seg *seg = seg_lock(sf->ns, sf->id);

	if (IS_ERR(seg))
		return PTR_ERR(seg);
	seg->attached++;
	seg_unlock(seg);
	return 0;
}
static void seg_open(struct vm_area_struct *vma)
{
	seg_count_up(vma->vm_file->private_data);
}
static void seg_close(struct vm_area_struct *vma)
{
	seg_count_down(vma->vm_file->private_data);
}
static const struct vm_operations_struct seg_ops = { .open = seg_open, .close = seg_close };

static int seg_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct seg_file *sf = file->private_data;
	int ret = seg_count_up(sf);

	if (ret)
		return ret;
	ret = call_mmap(sf->file, vma);
	if (ret) {
		seg_count_down(sf);
		return ret;
	}
	vma->vm_ops = &seg_ops;
	return 0;
}
static const struct file_operations seg_fops = { .mmap = seg_mmap };

/* close puts what stands in what it frees. */
static void block_close(struct vm_area_struct *vma)
{
	struct block *block = vma->vm_private_data;

	channel_put(block->ch);
	kfree(block);
	vma->vm_private_data = NULL;
}
static const struct vm_operations_struct block_ops = { .close = block_close };

static int block_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct channel *ch = file->private_data;
	struct block *block = kzalloc(sizeof(*block), GFP_KERNEL);

	if (!block)
		return -ENOMEM;
	kref_get(&ch->refs);
	block->ch = ch;
	vma->vm_private_data = block;
	vma->vm_ops = &block_ops;
	return 0;
}
static const struct file_operations block_fops = { .mmap = block_mmap };

/* New memory with a counter that starts with 1. */
static void window_open(struct vm_area_struct *vma)
{
	struct window *window = vma->vm_private_data;

	refcount_inc(&window->users);
}
static void window_close(struct vm_area_struct *vma)
{
	struct window *window = vma->vm_private_data;

	if (refcount_dec_and_test(&window->users))
		kfree(window);
}
static const struct vm_operations_struct window_ops = { .open = window_open, .close = window_close };

static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct window *window = kmalloc(sizeof(*window), GFP_KERNEL);

	if (!window)
		return -ENOMEM;
	refcount_set(&window->users, 1);
	window->minor = iminor(file_inode(file));
	vma->vm_ops = &window_ops;
	vma->vm_private_data = window;
	return 0;
}
static const struct file_operations window_fops = { .mmap = window_mmap };
