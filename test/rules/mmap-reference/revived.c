/* release: 6.12 */
/* One of two ways asks. */
struct drum { struct mutex lock; atomic_t maps; void *memory; };
struct band { struct mutex lock; struct drum *drum; };
static void drum_open(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	atomic_inc(&drum->maps);
}
static void drum_close(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	if (atomic_dec_and_test(&drum->maps))
		drum_free(drum);
}
static const struct vm_operations_struct drum_vm_ops = { .open = drum_open, .close = drum_close };
static int drum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct band *band = file->private_data;
	struct drum *drum;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	mutex_lock(&band->lock);
	drum = band->drum;
	if (!drum) {
		mutex_unlock(&band->lock);
		return -EINVAL;
	}
	if (vma->vm_pgoff) {
		atomic_inc(&drum->maps);
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: drum_mmap() counts drum->maps up by atomic_inc(),
 * also where it is 0 already: what drum_close() takes down at 0 is used by the mapping, and taken down again; take it
 * by atomic_inc_not_zero(), and fail where that says no
 */
	} else if (!atomic_inc_not_zero(&drum->maps)) {
		mutex_unlock(&band->lock);
		return -ENODEV;
	}
	mutex_unlock(&band->lock);
	vma->vm_private_data = drum;
	vma->vm_ops = &drum_vm_ops;
	return 0;
}
static const struct file_operations drum_fops = { .mmap = drum_mmap };

/* A reference count; the other way of the function asks. */
struct horn { struct mutex lock; refcount_t users; };
static void horn_open(struct vm_area_struct *vma)
{
	struct horn *horn = vma->vm_private_data;

	refcount_inc(&horn->users);
}
static void horn_close(struct vm_area_struct *vma)
{
	struct horn *horn = vma->vm_private_data;

	if (refcount_dec_and_test(&horn->users))
		horn_free(horn);
}
static const struct vm_operations_struct horn_vm_ops = { .open = horn_open, .close = horn_close };
static int horn_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct horn *horn = file->private_data;

	if (vma->vm_pgoff)
		refcount_inc(&horn->users);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: horn_mmap() counts horn->users up by
 * refcount_inc(), also where it is 0 already: what horn_close() takes down at 0 is used by the mapping, and taken
 * down again; take it by refcount_inc_not_zero(), and fail where that says no
 */
	else if (!refcount_inc_not_zero(&horn->users))
		return -ENODEV;
	vma->vm_private_data = horn;
	vma->vm_ops = &horn_vm_ops;
	return 0;
}
static const struct file_operations horn_fops = { .mmap = horn_mmap };

/* A kref, in a helper that asks for those of others. */
struct pipe { struct kref users; int is_mine; };
static void pipe_open(struct vm_area_struct *vma)
{
	struct pipe *pipe = vma->vm_private_data;

	kref_get(&pipe->users);
}
static void pipe_close(struct vm_area_struct *vma)
{
	struct pipe *pipe = vma->vm_private_data;

	kref_put(&pipe->users, pipe_release);
}
static const struct vm_operations_struct pipe_vm_ops = { .open = pipe_open, .close = pipe_close };
static struct pipe *pipe_find(unsigned long id)
{
	struct pipe *pipe = idr_find(&pipes, id);

	if (!pipe)
		return NULL;
	if (pipe->is_mine)
		kref_get(&pipe->users);
/*              ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: pipe_mmap() counts pipe->users up by kref_get(), also
 * where it is 0 already: what pipe_close() takes down at 0 is used by the mapping, and taken down again; take it by
 * kref_get_unless_zero(), and fail where that says no
 */
	else if (!kref_get_unless_zero(&pipe->users))
		return NULL;
	return pipe;
}
static int pipe_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pipe *pipe = pipe_find(vma->vm_pgoff);

	if (!pipe)
		return -ENODEV;
	vma->vm_private_data = pipe;
	vma->vm_ops = &pipe_vm_ops;
	return 0;
}
static const struct file_operations pipe_fops = { .mmap = pipe_mmap };
