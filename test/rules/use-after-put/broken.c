/* release: 4.4 6.12 */
static void seg_free(struct kref *ref)
{
	kfree(container_of(ref, struct seg, ref));
}
static void seg_open(struct vm_area_struct *vma)
{
	struct seg *seg = vma->vm_private_data;

	kref_get(&seg->ref);
}
static void seg_put(struct seg *seg)
{
	kref_put(&seg->ref, seg_free);
}
static void seg_close(struct vm_area_struct *vma)
{
	struct seg *seg = vma->vm_private_data;

	seg_put(seg);
	mutex_lock(&seg->dev->lock);
/*                  ^^^^^^^^ warning[use-after-put]: close handler seg_close() uses seg->dev after seg_put() may have
 * dropped its last reference: the memory may belong to another user; read what is needed
 * first, and make the put the last step
 */
	mutex_unlock(&seg->dev->lock);
}
static const struct vm_operations_struct seg_ops = { .open = seg_open, .close = seg_close };

static void rec_close(struct vm_area_struct *vma)
{
	struct rec *rec = vma->vm_private_data;

	if (atomic_dec_and_test(&rec->users))
		kfree(rec);
	pr_debug("record %d closed\n", rec->id);
/*                                     ^^^^^^^ warning[use-after-put]: close handler rec_close() uses rec->id after
 * kfree() freed it: the memory may belong to another user; read what is needed first, and make
 * the put the last step
 */
}
static const struct vm_operations_struct rec_ops = { .open = seg_open, .close = rec_close };

static int rec_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rec *rec = kzalloc(sizeof(*rec), GFP_KERNEL);

	if (!rec)
		return -ENOMEM;
	rec->id = vma->vm_pgoff;
	if (rec_attach(file->private_data)) {
		kfree(rec);
		return rec->id ? -EBUSY : -EINVAL;
/*                     ^^^^^^^ warning[use-after-put]: rec_mmap() uses rec->id after kfree() freed it: the memory may belong to another user; read what is needed first, and make the put the last step
 */
	}
	vma->vm_private_data = rec;
	vma->vm_ops = &rec_ops;
	return 0;
}
static const struct file_operations rec_fops = { .mmap = rec_mmap };

/* This one is printed. */
static void printed_close(struct vm_area_struct *vma)
{
	struct seg *seg = vma->vm_private_data;

	kref_put(&seg->ref, seg_free);
	pr_info("segment %d is closed\n", seg->id);
/*                                        ^^^^^^^ warning[use-after-put]: close handler printed_close() uses seg->id
 * after kref_put() may have dropped its last reference: the memory may belong to another user; read what is needed
 * first, and make the put the last step
 */
}
static const struct vm_operations_struct printed_ops = { .open = seg_open, .close = printed_close };
