/* release: 6.12 */
/* open is called while nothing hangs on the VMA. */
struct mug {
	struct kref ref;
	struct mutex lock;
	int mapped;
};

static void mug_free(struct kref *ref)
{
	kfree(container_of(ref, struct mug, ref));
}

static void mug_open(struct vm_area_struct *vma)
{
	struct mug *mug = vma->vm_private_data;

	if (!mug)
		return;
	kref_get(&mug->ref);
}

static void mug_close(struct vm_area_struct *vma)
{
	struct mug *mug = vma->vm_private_data;

	if (!mug)
		return;
	kref_put(&mug->ref, mug_free);
}

static const struct vm_operations_struct mug_ops = { .open = mug_open, .close = mug_close };

static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct mug *mug = file->private_data;

	mug_open(vma);
/*      ^^^^^^^^^^^^^ warning[mmap-reference]: early_mmap() calls open handler mug_open() before it stores
 * vm_private_data: it finds NULL there, so that nothing is taken for the mapping (kref_get()) and close gives it back
 * all the same; store the object first
 */
	vma->vm_ops = &mug_ops;
	vma->vm_private_data = mug;
	return 0;
}
static const struct file_operations early_fops = { .mmap = early_mmap };

/* In a function that mmap calls. */
static int mug_map(struct mug *mug, struct vm_area_struct *vma)
{
	vma->vm_ops = &mug_ops;
	mug_open(vma);
/*      ^^^^^^^^^^^^^ warning[mmap-reference]: mug_map() calls open handler mug_open() before it stores
 * vm_private_data: it finds NULL there, so that nothing is taken for the mapping (kref_get()) and close gives it back
 * all the same; store the object first
 */
	vma->vm_private_data = mug;
	return 0;
}

static int beside_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff)
		return -EINVAL;
	return mug_map(file->private_data, vma);
}
static const struct file_operations beside_fops = { .mmap = beside_mmap };
