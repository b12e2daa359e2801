/* release: 5.15 6.12 */
struct seg { spinlock_t lock; int users; struct file *file; };
struct seg_data { struct file *file; int id; struct idr *ids; };

/* Gives the object locked, inside of a read section. */
static struct seg *seg_lock(struct idr *ids, int id)
{
	struct seg *seg;

	rcu_read_lock();
	seg = idr_find(ids, id);
	if (!seg) {
		rcu_read_unlock();
		return NULL;
	}
	spin_lock(&seg->lock);
	return seg;
}
static void seg_unlock(struct seg *seg)
{
	spin_unlock(&seg->lock);
	rcu_read_unlock();
}

static int __left_open(struct seg_data *data)
{
	struct seg *seg = seg_lock(data->ids, data->id);

	if (!seg)
		return -ENOENT;
	if (seg->file != data->file)
		return -EINVAL;
	seg->users++;
	seg_unlock(seg);
	return 0;
}
static void left_open(struct vm_area_struct *vma)
{
	struct seg_data *data = vma->vm_file->private_data;

	WARN_ON_ONCE(__left_open(data));
	return;
/*      ^^^^^^^ warning[lock-imbalance]: open handler left_open() returns with the RCU read lock still held: the task
 * goes on inside the read section, and grace periods never end; release it on this path too
 */
}
static const struct vm_operations_struct left_ops = { .open = left_open };

static int __kept_open(struct seg_data *data)
{
	struct seg *seg = seg_lock(data->ids, data->id);

	if (!seg)
		return -ENOENT;
	if (seg->file != data->file) {
		seg_unlock(seg);
		return -EINVAL;
	}
	seg->users++;
	seg_unlock(seg);
	return 0;
}
static void kept_open(struct vm_area_struct *vma)
{
	struct seg_data *data = vma->vm_file->private_data;

	WARN_ON_ONCE(__kept_open(data));
	return;
}
static const struct vm_operations_struct kept_ops = { .open = kept_open };
