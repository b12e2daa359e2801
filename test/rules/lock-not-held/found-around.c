/* release: 6.12 6.1 */
struct named { spinlock_t lock; int refs; };
struct seg { int users; int gone; struct named name; struct file *file; };
struct holder { struct rw_semaphore sem; struct idr all; };

extern struct holder *seg_holder;

static inline void named_lock(struct named *name)
{
	spin_lock(&name->lock);
}

static inline void named_unlock(struct named *name)
{
	spin_unlock(&name->lock);
}

/* Finds a segment by its number, and gives it locked. */
static struct seg *seg_lock(struct holder *all, int id)
{
	struct named *name = idr_find(&all->all, id);

	if (!name)
		return NULL;
	named_lock(name);
	return container_of(name, struct seg, name);
}

static inline void seg_unlock(struct seg *seg)
{
	named_unlock(&seg->name);
}

/* Gives the lock back and takes the segment away. */
static void seg_end(struct holder *all, struct seg *seg)
{
	struct file *file = seg->file;

	seg->file = NULL;
	seg_unlock(seg);
	fput(file);
}

static void __seg_close(struct holder *all, int id)
{
	struct seg *seg;

	down_write(&all->sem);
	seg = seg_lock(all, id);
	if (!seg)
		goto done;
	seg->users--;
	if (seg->users == 0 && seg->gone)
		seg_end(all, seg);
	seg_unlock(seg);
/*      ^^^^^^^^^^^^^^^ error[lock-not-held]: __seg_close() releases a spinlock twice on this path: another task that
 * holds it meanwhile loses it, and two run where one should; release it once
 */
done:
	up_write(&all->sem);
}

static void seg_close(struct vm_area_struct *vma)
{
	__seg_close(seg_holder, (long)vma->vm_private_data);
}

static void seg_open(struct vm_area_struct *vma)
{
	struct seg *seg = seg_lock(seg_holder, (long)vma->vm_private_data);

	if (!seg)
		return;
	seg->users++;
	seg_unlock(seg);
}
static const struct vm_operations_struct seg_ops = { .open = seg_open, .close = seg_close };

static void __kept_close(struct holder *all, int id)
{
	struct seg *seg;

	down_write(&all->sem);
	seg = seg_lock(all, id);
	if (!seg)
		goto done;
	seg->users--;
	if (seg->users == 0 && seg->gone)
		seg_end(all, seg);
	else
		seg_unlock(seg);
done:
	up_write(&all->sem);
}

static void kept_close(struct vm_area_struct *vma)
{
	__kept_close(seg_holder, (long)vma->vm_private_data);
}
static const struct vm_operations_struct kept_ops = { .open = seg_open, .close = kept_close };
