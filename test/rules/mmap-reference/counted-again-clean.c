/* release: 6.12 */
/* Counted once, */
static void win_open(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	atomic_inc(&win->mapped);
}
static void win_close(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	atomic_dec(&win->mapped);
}
static const struct vm_operations_struct win_ops = { .open = win_open, .close = win_close };
static int win_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	atomic_inc(&win->mapped);
	if (win_start(win)) {
		atomic_dec(&win->mapped);
		return -EIO;
	}
	vma->vm_ops = &win_ops;
	vma->vm_private_data = win;
	return 0;
}
static const struct file_operations win_fops = { .mmap = win_mmap };

/* for the mapping and for the file, which gives its one back, */
static void tab_open(struct vm_area_struct *vma)
{
	struct tab *tab = vma->vm_private_data;

	tab->users++;
}
static void tab_close(struct vm_area_struct *vma)
{
	struct tab *tab = vma->vm_private_data;

	tab->users--;
}
static const struct vm_operations_struct tab_ops = { .open = tab_open, .close = tab_close };
static int tab_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tab *tab = file->private_data;

	tab->users++;
	if (!tab->is_started)
		tab->users++;
	tab->is_started = true;
	vma->vm_ops = &tab_ops;
	vma->vm_private_data = tab;
	return 0;
}
static int tab_release(struct inode *inode, struct file *file)
{
	struct tab *tab = file->private_data;

	if (tab->is_started)
		tab->users--;
	return 0;
}
static const struct file_operations tab_fops = { .mmap = tab_mmap, .release = tab_release };

/* and by pages, which close counts as well. */
static void pag_open(struct vm_area_struct *vma)
{
	struct pag *pag = vma->vm_private_data;

	atomic_add(vma_pages(vma), &pag->count);
}
static void pag_close(struct vm_area_struct *vma)
{
	struct pag *pag = vma->vm_private_data;

	atomic_sub(vma_pages(vma), &pag->count);
}
static const struct vm_operations_struct pag_ops = { .open = pag_open, .close = pag_close };
static int pag_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pag *pag = file->private_data;
	unsigned long n = vma_pages(vma);

	do {
		atomic_inc(&pag->count);
	} while (--n > 0);
	vma->vm_ops = &pag_ops;
	vma->vm_private_data = pag;
	return 0;
}
static const struct file_operations pag_fops = { .mmap = pag_mmap };
/* expect: none */
