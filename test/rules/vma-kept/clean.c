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

/* Each way has its own table. */
static void low_close(struct vm_area_struct *vma)
{
	struct both *both = vma->vm_private_data;

	both->low = NULL;
}
static const struct vm_operations_struct low_ops = { .close = low_close };
static void high_close(struct vm_area_struct *vma)
{
	struct both *both = vma->vm_private_data;

	both->high = NULL;
}
static const struct vm_operations_struct high_ops = { .open = win_open, .close = high_close };
static int map_high(struct both *both, struct vm_area_struct *vma)
{
	vma->vm_private_data = both;
	vma->vm_ops = &high_ops;
	both->high = vma;
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

/* The ways meet again. */
static int meet_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct both *both = file->private_data;

	vma->vm_private_data = both;
	switch (vma->vm_pgoff) {
	case 0:
		vma->vm_ops = &low_ops;
		both->low = vma;
		break;
	case 1:
		vma->vm_ops = &high_ops;
		both->high = vma;
		break;
	default:
		return -EINVAL;
	}
	return 0;
}
static const struct file_operations meet_fops = { .mmap = meet_mmap };
