/* release: 6.12 4.4 */
static void win_open(struct vm_area_struct *vma)
{
}
static void win_close(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	smp_store_release(&win->vma, NULL);
}
static const struct vm_operations_struct win_ops = { .open = win_open, .close = win_close };

/* The last step. */
static int last_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	win->pages = kcalloc(win->count, sizeof(*win->pages), GFP_KERNEL);
	if (!win->pages)
		return -ENOMEM;
	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	smp_store_release(&win->vma, vma);
	return 0;
}
static const struct file_operations last_fops = { .mmap = last_mmap };

/* Taken back where it fails, here or in a function. */
static int back_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	win->vma = vma;
	win->pages = kcalloc(win->count, sizeof(*win->pages), GFP_KERNEL);
	if (!win->pages) {
		win->vma = NULL;
		return -ENOMEM;
	}
	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	return 0;
}
static const struct file_operations back_fops = { .mmap = back_mmap };

static void win_clear(struct win *win)
{
	kfree(win->pages);
	win->pages = NULL;
	WRITE_ONCE(win->vma, NULL);
}
static int call_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	win->vma = vma;
	if (win_start(win)) {
		win_clear(win);
		return -EIO;
	}
	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	return 0;
}
static const struct file_operations call_fops = { .mmap = call_mmap };

/* Nobody knows what the other driver does with it. */
static int far_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	int ret;

	win->vma = vma;
	ret = win_start(win);
	if (ret) {
		win_teardown(win);
		return ret;
	}
	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	return 0;
}
static const struct file_operations far_fops = { .mmap = far_mmap };

/* The record was made for it, and goes with it. */
static int made_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = kzalloc(sizeof(*win), GFP_KERNEL);

	if (!win)
		return -ENOMEM;
	win->vma = vma;
	if (win_check(vma->vm_pgoff)) {
		kfree(win);
		return -EINVAL;
	}
	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	return 0;
}
static const struct file_operations made_fops = { .mmap = made_mmap };
/* expect: none */
