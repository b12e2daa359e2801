/* release: 6.12 */
/* Helpers of the file count who is inside by an atomic; who waits for all to leave waits for ever. */
static inline int use_entry(struct entry *e)
{
	return likely(atomic_inc_unless_negative(&e->in_use));
}

static void unuse_entry(struct entry *e)
{
	if (atomic_dec_return(&e->in_use) == ENTRY_GONE)
		complete(e->gone);
}

static long entry_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct entry *e = file->private_data;
	long ret = -EIO;

	if (use_entry(e)) {
		ret = e->ops->ioctl(file, cmd, arg);
		unuse_entry(e);
	}
	return ret;
}

static loff_t entry_lseek(struct file *file, loff_t offset, int whence)
{
	struct entry *e = file->private_data;
	loff_t ret = -EIO;

	if (use_entry(e)) {
		ret = e->ops->lseek(file, offset, whence);
		unuse_entry(e);
	}
	return ret;
}

static int map_entry(struct entry *e, struct file *file, struct vm_area_struct *vma)
{
	if (!e->ops->mmap)
		return -EIO;
	return e->ops->mmap(file, vma);
}

static int entry_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct entry *e = file->private_data;

	if (!use_entry(e))
		return -EIO;
	return map_entry(e, file, vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: entry_mmap() fails here and keeps what use_entry()
 * took, which others in this file give back (unuse_entry()): it stays taken; give it back before this return
 */
}
static const struct file_operations entry_fops = {
	.unlocked_ioctl = entry_ioctl,
	.llseek = entry_lseek,
	.mmap = entry_mmap,
};

static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct entry *e = file->private_data;
	int ret;

	if (!use_entry(e))
		return -EIO;
	ret = e->ops->mmap(file, vma);
	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[resource-leak]: early_mmap() fails here and keeps what use_entry() took, which it
 * gives back on another way out (unuse_entry()): it stays taken; give it back before this return
 */
	unuse_entry(e);
	return 0;
}
static const struct file_operations early_fops = { .mmap = early_mmap };

static int size_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct entry *e = file->private_data;
	int ret = -EIO;

	if (use_entry(e)) {
		if (vma->vm_end - vma->vm_start > e->size)
			return -EINVAL;
/*                      ^^^^^^^^^^^^^^^ warning[resource-leak]: size_mmap() fails here and keeps what use_entry()
 * took, which it gives back on another way out (unuse_entry()): it stays taken; give it back before this return
 */
		ret = e->ops->mmap(file, vma);
		unuse_entry(e);
	}
	return ret;
}
static const struct file_operations size_fops = { .mmap = size_mmap };

/* As it should be. */
static int good_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct entry *e = file->private_data;
	int ret;

	if (!use_entry(e))
		return -EIO;
	ret = e->ops->mmap(file, vma);
	unuse_entry(e);
	return ret;
}
static const struct file_operations good_fops = { .mmap = good_mmap };
