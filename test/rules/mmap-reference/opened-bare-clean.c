/* release: 6.12 */
/* expect: none */
/* open finds the object. */
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

	vma->vm_ops = &mug_ops;
	vma->vm_private_data = mug;
	mug_open(vma);
	return 0;
}
static const struct file_operations early_fops = { .mmap = early_mmap };

/* In a function that mmap calls. */
static int mug_map(struct mug *mug, struct vm_area_struct *vma)
{
	vma->vm_ops = &mug_ops;
	vma->vm_private_data = mug;
	mug_open(vma);
	return 0;
}

static int beside_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff)
		return -EINVAL;
	return mug_map(file->private_data, vma);
}
static const struct file_operations beside_fops = { .mmap = beside_mmap };

/* What another mmap has hung there is kept for as long as what stands for it. */
static int around_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct mug *mug = file->private_data;
	struct mug *below;

	if (vma->vm_pgoff == 0) {
		vma->vm_private_data = mug;
		vma->vm_ops = &mug_ops;
		mug_open(vma);
		return 0;
	}
	below = mug_below(mug);
	vma->vm_private_data = below;
	mug_open(vma);
	vma->vm_ops = &mug_ops;
	vma->vm_private_data = below;
	return 0;
}
static const struct file_operations around_fops = { .mmap = around_mmap };
