/* expect: none */
/* release: 4.4 6.12 */
static void win_open(struct vm_area_struct *vma)
{
}
static void win_close(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	mutex_lock(&win->lock);
	if (win->vma == vma)
		win->vma = NULL;
	mutex_unlock(&win->lock);
}
static const struct vm_operations_struct win_ops = { .open = win_open, .close = win_close };

static int win_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	vma->vm_private_data = win;
	vma->vm_ops = &win_ops;
	win->vma = vma;
	return 0;
}

/* The record goes with the VMA. */
static void rec_close(struct vm_area_struct *vma)
{
	struct rec *rec = vma->vm_private_data;

	list_del(&rec->node);
	kfree(rec);
}
static const struct vm_operations_struct rec_ops = { .open = rec_open, .close = rec_close };
static void rec_open(struct vm_area_struct *vma)
{
}
static int rec_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rec *rec = kzalloc(sizeof(*rec), GFP_KERNEL);

	if (!rec)
		return -ENOMEM;
	rec->vma = vma;
	vma->vm_private_data = rec;
	vma->vm_ops = &rec_ops;
	return 0;
}

/* For the time of the call, and on the stack. */
static const struct vm_operations_struct arg_ops = { .open = rec_open };
static int arg_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	struct request req = { .id = 1 };
	int err;

	req.vma = vma;
	win->vma = vma;
	err = win_fill(&req);
	win->vma = NULL;
	if (err)
		return err;
	vma->vm_ops = &arg_ops;
	return 0;
}
