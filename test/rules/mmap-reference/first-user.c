/* release: 3.4 6.12 */
struct slot {
	int mapped;
	int busy;
};
struct slots {
	struct mutex lock;
	unsigned int count;
	struct slot *all;
};
static void slot_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	++slot->mapped;
}
static void slot_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	if (--slot->mapped == 0)
		slot_free(slot);
}
static const struct vm_operations_struct slot_ops = { .open = slot_open, .close = slot_close };

/* The first user of what has none. */
static int slot_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slots *slots = file->private_data;

	mutex_lock(&slots->lock);
	if (vma->vm_pgoff >= slots->count || slots->all[vma->vm_pgoff].mapped > 0) {
		mutex_unlock(&slots->lock);
		return -EBUSY;
	}
	slots->all[vma->vm_pgoff].mapped = 1;
	vma->vm_ops = &slot_ops;
	vma->vm_private_data = &slots->all[vma->vm_pgoff];
	mutex_unlock(&slots->lock);
	return 0;
}

/* Another field is no count of it. */
static int slot_mmap_busy(struct file *file, struct vm_area_struct *vma)
{
	struct slots *slots = file->private_data;

	mutex_lock(&slots->lock);
	if (vma->vm_pgoff >= slots->count || slots->all[vma->vm_pgoff].mapped > 0) {
		mutex_unlock(&slots->lock);
		return -EBUSY;
	}
	slots->all[vma->vm_pgoff].busy = 1;
	vma->vm_ops = &slot_ops;
	vma->vm_private_data = &slots->all[vma->vm_pgoff];
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: slot_mmap_busy() takes nothing for the mapping, and close of slot_ops gives something
 * back (slot->mapped--): core calls open for copies alone, so munmap() drops a reference that another user
 * holds; do in mmap what open does (slot->mapped++)
 */
	mutex_unlock(&slots->lock);
	return 0;
}
static const struct file_operations slot_fops = { .mmap = slot_mmap };
static const struct file_operations busy_fops = { .mmap = slot_mmap_busy };
