/* release: 4.4 6.12 */
/* The object was found under another name than the one by which it is put. */
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
		return -EACCES;
/*              ^^^^^^^^^^^^^^^ warning[mmap-reference]: bo_mmap() fails here and keeps what kref_get_unless_zero()
 * took, which another way out gives back (bo_put()): give it back before this return
 */
	if (vma->vm_end - vma->vm_start > bo->size) {
		bo_put(bo);
		return -EINVAL;
	}
	ret = vm_insert_page(vma, vma->vm_start, bo->page);
	bo_put(bo);
	return ret;
}
static const struct file_operations bo_fops = { .mmap = bo_mmap };

/* The counter lies in what a lookup found. */
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
	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[mmap-reference]: seg_mmap() fails here and keeps what seg->attached++ took, which
 * close gives back (seg->attached--), and core does not call close after a failed mmap: give it back before this
 * return
 */
	vma->vm_ops = &seg_ops;
	return 0;
}
static const struct file_operations seg_fops = { .mmap = seg_mmap };

/* close frees what mmap made, and forgets what stands in it. */
static void block_close(struct vm_area_struct *vma)
/*          ^^^^^^^^^^^ warning[mmap-reference]: close handler block_close() gives nothing back of what block_mmap()
 * took for what it stores in the VMA (kref_get()): each mapping leaves a reference behind, and the object is never
 * freed; give it back in close
 */
{
	struct block *block = vma->vm_private_data;

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

/* New memory with a counter that nobody sets. */
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
	window->minor = iminor(file_inode(file));
	vma->vm_ops = &window_ops;
	vma->vm_private_data = window;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: window_mmap() stores new memory in the VMA and does not
 * set its users, which open and close of window_ops count (refcount_dec_and_test()): close frees it too early or
 * never; set it to 1 in mmap
 */
	return 0;
}
static const struct file_operations window_fops = { .mmap = window_mmap };
