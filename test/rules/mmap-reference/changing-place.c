/* release: 6.12 6.1 */
/* A split changes vm_pgoff of the upper part, and the length of both. */

/* The side buffer is counted by another test than it is given back by. */
static void rec_open(struct vm_area_struct *vma)
{
	struct rec *rec = vma->vm_file->private_data;

	atomic_inc(&rec->mapped);
	if (vma->vm_pgoff)
		atomic_inc(&rec->side_mapped);
}
static void rec_close(struct vm_area_struct *vma)
{
	struct rec *rec = vma->vm_file->private_data;

	if (rec->side && vma->vm_pgoff == rec->side_pgoff && atomic_dec_and_test(&rec->side_mapped))
/*                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: close handler rec_close() gives
 * back (atomic_dec_and_test()) by vm_pgoff, which a split changes (munmap() or mprotect() of a part makes one): what
 * close gives back is then not what was taken; refuse that in may_split, or count each VMA
 */
		rec_free_side(rec);
	if (atomic_dec_and_test(&rec->mapped))
		rec_stop(rec);
}
static const struct vm_operations_struct rec_ops = { .open = rec_open, .close = rec_close };

static int rec_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rec *rec = file->private_data;

	if (vma->vm_end - vma->vm_start != rec->size)
		return -EINVAL;
	atomic_inc(&rec->mapped);
	if (vma->vm_pgoff)
		atomic_inc(&rec->side_mapped);
	vma->vm_ops = &rec_ops;
	return 0;
}
static const struct file_operations rec_fops = { .mmap = rec_mmap };

/* Both go by the same, by way of a variable and a helper: the part that keeps the offset is not the one that goes. */
static bool is_log(struct vm_area_struct *vma)
{
	return vma->vm_pgoff == LOG_PGOFF;
}
static void log_open(struct vm_area_struct *vma)
{
	struct log *log = vma->vm_private_data;

	if (is_log(vma))
		refcount_inc(&log->users);
}
static void log_close(struct vm_area_struct *vma)
{
	struct log *log = vma->vm_private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;

	if (offset != LOG_OFFSET)
/*          ^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: close handler log_close() gives back
 * (refcount_dec_and_test()) by vm_pgoff, which a split changes (munmap() or mprotect() of a part makes one): what
 * close gives back is then not what was taken; refuse that in may_split, or count each VMA
 */
		return;
	if (refcount_dec_and_test(&log->users))
		log_stop(log);
}
static const struct vm_operations_struct log_ops = { .open = log_open, .close = log_close };

static int log_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct log *log = file->private_data;

	vma->vm_private_data = log;
	vma->vm_ops = &log_ops;
	log_open(vma);
	return 0;
}
static const struct file_operations log_fops = { .mmap = log_mmap };

/* The whole alone gives it back. */
static void win_open(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	kref_get(&win->ref);
}
static void win_close(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	if (vma->vm_end - vma->vm_start == win->size)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: close handler win_close() gives back
 * (kref_put()) by the length of the VMA, which a split changes (munmap() or mprotect() of a part makes one): what
 * close gives back is then not what was taken; refuse that in may_split, or count each VMA
 */
		kref_put(&win->ref, win_free);
}
static const struct vm_operations_struct win_ops = { .open = win_open, .close = win_close };

static int win_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &win_ops;
	win_open(vma);
	return 0;
}
static const struct file_operations win_fops = { .mmap = win_mmap };

/* Each kind of memory has its count. */
static void two_open(struct vm_area_struct *vma)
{
	struct two *two = vma->vm_private_data;

	switch (vma->vm_pgoff) {
	case 0:
		atomic_inc(&two->regs);
		break;
	case 16:
		atomic_inc(&two->ring);
		break;
	}
}
static void two_close(struct vm_area_struct *vma)
{
	struct two *two = vma->vm_private_data;

	switch (vma->vm_pgoff) {
	case 0:
/*      ^^^^^^^ warning[mmap-reference]: close handler two_close() gives back (atomic_dec()) by vm_pgoff, which a
 * split changes (munmap() or mprotect() of a part makes one): what close gives back is then not what was taken;
 * refuse that in may_split, or count each VMA
 */
		atomic_dec(&two->regs);
		break;
	case 16:
		atomic_dec(&two->ring);
		break;
	}
}
static const struct vm_operations_struct two_ops = { .open = two_open, .close = two_close };

static int two_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &two_ops;
	two_open(vma);
	return 0;
}
static const struct file_operations two_fops = { .mmap = two_mmap };
