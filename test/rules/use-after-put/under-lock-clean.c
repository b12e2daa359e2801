/* release: 6.12 4.4 */
/* expect: none */
/* Some are left, and nobody gives one back before the lock is let go of. */
struct plane { atomic_t refcount; int killed; struct work_struct work; struct delayed_work late; unsigned long pfn; };

static DEFINE_SPINLOCK(planes_lock);

void plane_release(struct plane *plane)
{
	int gone;

	spin_lock(&planes_lock);
	gone = atomic_dec_and_test(&plane->refcount);
	if (gone)
		plane->killed = 2;
	else if (plane->pfn && atomic_read(&plane->refcount) == 1)
		plane->killed = 1;
	spin_unlock(&planes_lock);
	if (gone)
		schedule_work(&plane->work);
}

static int plane_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct plane *plane = plane_acquire(file->private_data);
	int err;

	if (!plane)
		return -ENOMEM;
	err = remap_pfn_range(vma, vma->vm_start, plane->pfn, PAGE_SIZE, vma->vm_page_prot);
	plane_release(plane);
	return err;
}

static const struct file_operations plane_fops = { .mmap = plane_mmap };

/* The reference of the work that is taken back is the last one then. */
void plane_back_release(struct plane *plane)
{
	int last;

	spin_lock(&planes_lock);
	last = atomic_dec_and_test(&plane->refcount);
	if (!last && plane->killed && cancel_delayed_work(&plane->late))
		last = 1;
	spin_unlock(&planes_lock);
	if (last)
		queue_delayed_work(system_wq, &plane->late, 0);
}

/* Who has looked at what is left knows who holds it. */
void plane_look_release(struct plane *plane)
{
	int last, ours = 0;

	spin_lock(&planes_lock);
	last = atomic_dec_and_test(&plane->refcount);
	if (!last && atomic_read(&plane->refcount) == 1 && cancel_delayed_work(&plane->late))
		ours = 1;
	spin_unlock(&planes_lock);
	if (last || ours)
		queue_delayed_work(system_wq, &plane->late, 0);
}

static int back_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct plane *plane = plane_acquire(file->private_data);
	int err = vm_iomap_memory(vma, 0x1000, 0x1000);

	plane_back_release(plane);
	return err;
}

static int look_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct plane *plane = plane_acquire(file->private_data);
	int err = vm_iomap_memory(vma, 0x1000, 0x1000);

	plane_look_release(plane);
	return err;
}

static const struct file_operations back_fops = { .mmap = back_mmap };
static const struct file_operations look_fops = { .mmap = look_mmap };
