/* release: 6.12 4.4 */
/* Core frees the VMA of an mmap that fails, and close does not run for it. */
static void win_open(struct vm_area_struct *vma)
{
}
static void win_close(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	mutex_lock(&win->lock);
	WRITE_ONCE(win->vma, NULL);
	mutex_unlock(&win->lock);
}
static const struct vm_operations_struct win_ops = { .open = win_open, .close = win_close };

static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	win->vma = vma;
/*      ^^^^^^^^^^^^^^ warning[vma-kept]: early_mmap() stores the VMA in win->vma, and fails later on without clearing
 * it: core frees the VMA of an mmap that fails, without close, and the pointer dangles; store it as the last step, or
 * set it to NULL where it fails
 */
	win->pages = kcalloc(win->count, sizeof(*win->pages), GFP_KERNEL);
	if (!win->pages)
		return -ENOMEM;
	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	return 0;
}
static const struct file_operations early_fops = { .mmap = early_mmap };

/* Published in a function of its own, and the error comes from another. */
static inline void win_set_vma(struct win *win, struct vm_area_struct *vma)
{
	smp_store_release(&win->vma, vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-kept]: win_set_vma() stores the VMA in win->vma, and
 * setup_mmap() fails later on without clearing it: core frees the VMA of an mmap that fails, without close, and the
 * pointer dangles; store it as the last step, or set it to NULL where it fails
 */
}
static int win_setup(struct win *win, struct vm_area_struct *vma)
{
	int ret;

	win_set_vma(win, vma);
	ret = -ENOMEM;
	win->pages = kcalloc(win->count, sizeof(*win->pages), GFP_KERNEL);
	if (!win->pages)
		goto fail;
	return 0;
fail:
	win->size = 0;
	return ret;
}
static int setup_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	int ret;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE || vma->vm_pgoff)
		return -EINVAL;
	ret = win_setup(win, vma);
	if (ret)
		return ret;
	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	return 0;
}
static const struct file_operations setup_fops = { .mmap = setup_mmap };

/* A variable of the file. */
static struct vm_area_struct *only_vma;

static void only_close(struct vm_area_struct *vma)
{
	only_vma = NULL;
}
static const struct vm_operations_struct only_ops = { .open = win_open, .close = only_close };
static int only_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	if (only_vma)
		return -EBUSY;
	only_vma = vma;
/*      ^^^^^^^^^^^^^^ warning[vma-kept]: only_mmap() stores the VMA in only_vma, and fails later on without clearing
 * it: core frees the VMA of an mmap that fails, without close, and the pointer dangles; store it as the last step, or
 * set it to NULL where it fails
 */
	if (!win_start(win))
		return -EIO;
	vma->vm_ops = &only_ops;
	return 0;
}
static const struct file_operations only_fops = { .mmap = only_mmap };
