/* release: 6.12 6.1 */

/* What mmap takes and gives back where it fails close has to give back: here it counts mappings alone. */
struct trace { atomic_t users; atomic_t maps; struct mutex lock; struct page **pages; unsigned long size; int mode; };

static void trace_open(struct vm_area_struct *vma)
{
	struct trace *trace = vma->vm_file->private_data;

	atomic_inc(&trace->maps);
}
static void trace_close(struct vm_area_struct *vma)
/*          ^^^^^^^^^^^ warning[mmap-reference]: close handler trace_close() does not give back what trace_mmap()
 * takes for a mapping (atomic_inc_unless_negative()) and itself gives back where it fails (atomic_dec()): the count
 * stays up after the last munmap(), and what waits for it to go down never happens; give it back in close
 */
{
	struct trace *trace = vma->vm_file->private_data;

	if (!atomic_dec_and_mutex_lock(&trace->maps, &trace->lock))
		return;
	trace->mode = 0;
	mutex_unlock(&trace->lock);
}
static const struct vm_operations_struct trace_ops = { .open = trace_open, .close = trace_close };
static int trace_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct trace *trace = file->private_data;
	int ret = -EINVAL;

	if (!atomic_inc_unless_negative(&trace->users))
		return -EINVAL;
	if (vma->vm_end - vma->vm_start != trace->size)
		goto out;
	atomic_set(&trace->maps, 1);
	vma->vm_ops = &trace_ops;
	ret = 0;
out:
	if (ret)
		atomic_dec(&trace->users);
	return ret;
}
static ssize_t trace_read(struct file *file, char __user *buf, size_t len, loff_t *pos)
{
	struct trace *trace = file->private_data;
	ssize_t ret;

	if (!atomic_inc_unless_negative(&trace->users))
		return 0;
	ret = trace_copy(trace, buf, len, pos);
	atomic_dec(&trace->users);
	return ret;
}
static int trace_activate(struct trace *trace)
{
	if (!atomic_inc_unless_negative(&trace->users))
		return -ENODEV;
	trace_start(trace);
	return 0;
}
static void trace_deactivate(struct trace *trace)
{
	trace_stop(trace);
	atomic_dec(&trace->users);
}
static const struct file_operations trace_fops = { .mmap = trace_mmap, .read = trace_read };

/* By a plain number, and by functions of the file. */
struct plain { unsigned int mapped; int maps; struct page **pages; spinlock_t lock; };
static void plain_get_user(struct plain *plain)
{
	plain->mapped++;
}
static void plain_put_user(struct plain *plain)
{
	plain->mapped--;
}
static void plain_open(struct vm_area_struct *vma)
{
	struct plain *plain = vma->vm_private_data;

	plain->maps++;
}
static void plain_close(struct vm_area_struct *vma)
/*          ^^^^^^^^^^^ warning[mmap-reference]: close handler plain_close() does not give back what plain_mmap()
 * takes for a mapping (plain->mapped++) and itself gives back where it fails (plain->mapped--): the count stays up
 * after the last munmap(), and what waits for it to go down never happens; give it back in close
 */
{
	struct plain *plain = vma->vm_private_data;

	plain->maps--;
}
static const struct vm_operations_struct plain_ops = { .open = plain_open, .close = plain_close };
static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct plain *plain = file->private_data;
	int err;

	plain_get_user(plain);
	err = vm_map_pages(vma, plain->pages, 1);
	if (err) {
		plain_put_user(plain);
		return err;
	}
	vma->vm_private_data = plain;
	vma->vm_ops = &plain_ops;
	plain->maps++;
	return 0;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

/* The other way round: failure and close give back what nothing has taken. */
struct lost { refcount_t users; struct page **pages; int maps; };
static void lost_close(struct vm_area_struct *vma)
{
	struct lost *lost = vma->vm_private_data;

	if (--lost->maps == 0)
		refcount_dec(&lost->users);
}
static void lost_open(struct vm_area_struct *vma)
{
	struct lost *lost = vma->vm_private_data;

	lost->maps++;
}
static const struct vm_operations_struct lost_ops = { .open = lost_open, .close = lost_close };
static int lost_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lost *lost = file->private_data;
	int err;

	err = vm_map_pages(vma, lost->pages, 1);
	if (err) {
		refcount_dec(&lost->users);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: lost_mmap() gives back here what it never took
 * (refcount_dec()), and close of lost_ops gives it back after success (refcount_dec()): the count goes below what
 * others hold; take it at the beginning of lost_mmap()
 */
		return err;
	}
	vma->vm_private_data = lost;
	vma->vm_ops = &lost_ops;
	lost->maps = 1;
	return 0;
}
static const struct file_operations lost_fops = { .mmap = lost_mmap };
