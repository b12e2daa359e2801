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
