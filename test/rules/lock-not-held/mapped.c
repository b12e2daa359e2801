/* release: 6.12 6.1 */
/* Core calls mmap without a lock of the driver's: nobody has taken what is given back. */
struct well { spinlock_t lock; struct mutex mutex; void *area; unsigned long pfn, size; struct list_head files; };
struct pail { struct list_head entry; struct well *well; };
static int well_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct well *well = file->private_data;

	if (well->area == NULL || vma->vm_pgoff) {
		spin_unlock(&well->lock);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: well_mmap() gives &well->lock back, which it has not
 * taken on this path: another task that holds it meanwhile loses it, and two run where one should; leave past the
 * release, or take it first
 */
		return -EINVAL;
	}
	spin_unlock(&well->lock);
	return vm_iomap_memory(vma, well->pfn, well->size);
}
static const struct file_operations well_fops = { .mmap = well_mmap };

static int right_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct well *well = file->private_data;

	spin_lock(&well->lock);
	if (well->area == NULL || vma->vm_pgoff) {
		spin_unlock(&well->lock);
		return -EINVAL;
	}
	spin_unlock(&well->lock);
	return vm_iomap_memory(vma, well->pfn, well->size);
}
static const struct file_operations right_fops = { .mmap = right_mmap };

/* A subsystem may hold it for its drivers. */
static int panel_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	struct well *well = info->par;
	int ret = vm_iomap_memory(vma, well->pfn, well->size);

	mutex_unlock(&well->mutex);
	return ret;
}
static const struct fb_ops panel_ops = { .fb_mmap = panel_mmap };

/* In a callee. */
static void pail_link(struct pail *pail)
{
	if (list_empty(&pail->entry))
		list_add(&pail->entry, &pail->well->files);
	mutex_unlock(&pail->well->mutex);
}
static int pail_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pail *pail = file->private_data;

	if (vma->vm_flags & VM_SHARED)
		pail_link(pail);
/*              ^^^^^^^^^^^^^^^ error[lock-not-held]: pail_mmap() gives &pail->well->mutex back, which it has not
 * taken on this path: another task that holds it meanwhile loses it, and two run where one should; leave past the
 * release, or take it first
 */
	return vm_iomap_memory(vma, pail->well->pfn, pail->well->size);
}
static const struct file_operations pail_fops = { .mmap = pail_mmap };

/* One callee takes it, the other gives it back, each where the object says so. */
struct till { struct mutex mutex; int shared; unsigned long pfn, size; };
static void till_enter(struct till *till)
{
	if (till->shared)
		mutex_lock(&till->mutex);
}
static void till_leave(struct till *till)
{
	if (till->shared)
		mutex_unlock(&till->mutex);
}
static int till_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct till *till = file->private_data;
	int ret;

	till_enter(till);
	ret = vm_iomap_memory(vma, till->pfn, till->size);
	till_leave(till);
	return ret;
}
static const struct file_operations till_fops = { .mmap = till_mmap };

/* What cannot be seen may have taken it. */
static int veil_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct till *till = file->private_data;
	int ret;

	if (veil_begin(till))
		return -EBUSY;
	ret = vm_iomap_memory(vma, till->pfn, till->size);
	mutex_unlock(&till->mutex);
	return ret;
}
static const struct file_operations veil_fops = { .mmap = veil_mmap };
