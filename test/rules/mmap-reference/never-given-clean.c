/* release: 6.12 6.1 */

/* close gives it back with the last mapping. */
struct trace { atomic_t users; atomic_t maps; struct mutex lock; unsigned long size; };

static void trace_open(struct vm_area_struct *vma)
{
	struct trace *trace = vma->vm_file->private_data;

	atomic_inc(&trace->maps);
}
static void trace_close(struct vm_area_struct *vma)
{
	struct trace *trace = vma->vm_file->private_data;

	if (!atomic_dec_and_mutex_lock(&trace->maps, &trace->lock))
		return;
	atomic_dec(&trace->users);
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
static const struct file_operations trace_fops = { .mmap = trace_mmap };

/* The release of the file does, or the work that close starts. */
struct held { int users; int maps; struct page **pages; struct kref ref; };
static void held_open(struct vm_area_struct *vma)
{
	struct held *held = vma->vm_private_data;

	held->maps++;
}
static void held_close(struct vm_area_struct *vma)
{
	struct held *held = vma->vm_private_data;

	held->maps--;
}
static const struct vm_operations_struct held_ops = { .open = held_open, .close = held_close };
static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct held *held = file->private_data;
	int err;

	held->users++;
	err = vm_map_pages(vma, held->pages, 1);
	if (err) {
		held->users--;
		return err;
	}
	vma->vm_private_data = held;
	vma->vm_ops = &held_ops;
	held->maps++;
	return 0;
}
static int held_release(struct inode *inode, struct file *file)
{
	struct held *held = file->private_data;

	held->users--;
	return 0;
}
static const struct file_operations held_fops = { .mmap = held_mmap, .release = held_release };

/* A function that does both, by its argument. */
struct both { int users; int maps; struct page **pages; };
static void both_use(struct both *both, bool on)
{
	if (on)
		both->users++;
	else
		both->users--;
}
static void both_open(struct vm_area_struct *vma)
{
	struct both *both = vma->vm_private_data;

	both->maps++;
}
static void both_close(struct vm_area_struct *vma)
{
	struct both *both = vma->vm_private_data;

	if (--both->maps == 0)
		both_use(both, false);
}
static const struct vm_operations_struct both_ops = { .open = both_open, .close = both_close };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct both *both = file->private_data;
	int err;

	both_use(both, true);
	err = vm_map_pages(vma, both->pages, 1);
	if (err) {
		both_use(both, false);
		return err;
	}
	vma->vm_private_data = both;
	vma->vm_ops = &both_ops;
	both->maps++;
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };
/* expect: none */
