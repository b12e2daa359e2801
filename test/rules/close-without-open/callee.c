/* release: 5.11 6.12 */
static void rec_drop(struct rec *gone)
{
	kfree(gone->name);
	kfree(gone);
}
static void rec_close(struct vm_area_struct *vma)
{
	rec_drop(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler rec_close() frees what
 * vm_private_data holds (rec_drop()), but rec_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; set VM_DONTCOPY in mmap and refuse a split in may_split, or
 * count the copies in open
 */
}
static const struct vm_operations_struct rec_ops = { .close = rec_close };
static int rec_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rec *rec = kzalloc(sizeof(*rec), GFP_KERNEL);

	if (!rec)
		return -ENOMEM;
	vma->vm_private_data = rec;
	vma->vm_ops = &rec_ops;
	return 0;
}

/* The copies are counted. */
static void cnt_open(struct vm_area_struct *vma)
{
	struct cnt *cnt = vma->vm_private_data;

	cnt->users++;
}
static void cnt_drop(struct cnt *cnt)
{
	if (--cnt->users == 0)
		kfree(cnt);
}
static void cnt_close(struct vm_area_struct *vma)
{
	cnt_drop(vma->vm_private_data);
}
static const struct vm_operations_struct cnt_ops = { .open = cnt_open, .close = cnt_close };
static int cnt_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &cnt_ops;
	cnt_open(vma);
	return 0;
}
