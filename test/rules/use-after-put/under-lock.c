/* release: 6.12 4.4 */
/* Nothing keeps the others from giving theirs back, once the lock is let go of. */
struct plane { atomic_t refcount; int killed; struct work_struct work; unsigned long pfn; };

static DEFINE_SPINLOCK(planes_lock);

void plane_release(struct plane *plane)
{
	int gone;

	spin_lock(&planes_lock);
	gone = atomic_dec_and_test(&plane->refcount);
	if (gone)
		plane->killed = 2;
	spin_unlock(&planes_lock);
	if (!gone && plane->killed)
/*                   ^^^^^^^^^^^^^ warning[use-after-put]: plane_release() uses plane->killed after
 * atomic_dec_and_test() may have dropped its last reference: the memory may belong to another user;
 * read what is needed first, and make the put the last step
 */
		return;
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

/* Without the lock what is read of the count may be another object's. */
void plane_count(struct plane *plane)
{
	int gone = atomic_dec_and_test(&plane->refcount);

	if (!gone && atomic_read(&plane->refcount) == 1)
/*                                ^^^^^^^^^^^^^^^ warning[use-after-put]: plane_count() uses plane->refcount after
 * atomic_dec_and_test() may have dropped its last reference: the memory may belong to another user; read what is
 * needed first, and make the put the last step
 */
		plane->killed = 1;
	if (gone)
		schedule_work(&plane->work);
}

static int plane_counted(struct file *file, struct vm_area_struct *vma)
{
	struct plane *plane = plane_acquire(file->private_data);

	if (!plane || vma->vm_pgoff)
		return -ENOMEM;
	plane_count(plane);
	return 0;
}

static const struct file_operations counted_fops = { .mmap = plane_counted };
