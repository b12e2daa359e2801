/* release: 4.4 6.12 */
static const struct vm_operations_struct win_ops = { .open = win_open };
static void win_open(struct vm_area_struct *vma)
{
}

static struct vm_area_struct *last_vma;

static int win_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	win->vma = vma;
/*      ^^^^^^^^^^^^^^ warning[vma-kept]: win_mmap() keeps the VMA in win->vma, and win_ops has no close: the pointer
 * dangles after munmap(); clear it in close, under the lock that its readers take
 */
	last_vma = vma;
/*      ^^^^^^^^^^^^^^ warning[vma-kept]: win_mmap() keeps the VMA in last_vma, and win_ops has no close: the pointer
 * dangles after munmap(); clear it in close, under the lock that its readers take
 */
	return 0;
}

/* close looks at it, and leaves it there. */
static void pane_close(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	mutex_lock(&win->lock);
	win->users--;
	mutex_unlock(&win->lock);
}
static const struct vm_operations_struct pane_ops = { .open = win_open, .close = pane_close };

static void pane_attach(struct win *win, struct vm_area_struct *vma)
{
	mutex_lock(&win->lock);
	win->pane_vma = vma;
/*      ^^^^^^^^^^^^^^^^^^^ warning[vma-kept]: pane_mmap() keeps the VMA in win->pane_vma, and close handler
 * pane_close() does not clear it: the pointer dangles after munmap(); clear it in close, under the
 * lock that its readers take
 */
	mutex_unlock(&win->lock);
}
static int pane_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	vma->vm_ops = &pane_ops;
	vma->vm_private_data = win;
	pane_attach(win, vma);
	return 0;
}

/* Each way has its own table. */
static void low_close(struct vm_area_struct *vma)
{
	struct both *both = vma->vm_private_data;

	both->low = NULL;
}
static const struct vm_operations_struct low_ops = { .close = low_close };
static const struct vm_operations_struct high_ops = { .open = win_open };
static int map_high(struct both *both, struct vm_area_struct *vma)
{
	vma->vm_private_data = both;
	vma->vm_ops = &high_ops;
	both->high = vma;
/*      ^^^^^^^^^^^^^^^^ warning[vma-kept]: map_high() keeps the VMA in both->high, and high_ops has no close: the
 * pointer dangles after munmap(); clear it in close, under the lock that its readers take
 */
	return 0;
}
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct both *both = file->private_data;

	if (vma->vm_pgoff == 0) {
		vma->vm_ops = &low_ops;
		vma->vm_private_data = both;
		both->low = vma;
	} else {
		return map_high(both, vma);
	}
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };
