/* release: 6.12 6.3 */
static void plain_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct plain_ops = { .close = plain_close };

/* What is refused inside shows behind the lock. */
static int frozen_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct store *store = file->private_data;
	int err = 0;

	mutex_lock(&store->lock);
	if (vma->vm_flags & VM_WRITE) {
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: frozen_mmap() refuses VM_WRITE under a condition, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
		if (store->is_frozen) {
			err = -EPERM;
			goto out;
		}
		if (store->is_rom) {
			err = -EACCES;
			goto out;
		}
		store->writers++;
	}
out:
	mutex_unlock(&store->lock);
	if (err)
		return err;
	vma->vm_ops = &plain_ops;
	return remap_vmalloc_range(vma, store->pages, 0);
}
static const struct file_operations frozen_fops = { .mmap = frozen_mmap };

/* Here it is tested by its sign, */
static int sign_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct store *store = file->private_data;
	int err = 0;

	mutex_lock(&store->lock);
	if (vma->vm_flags & VM_WRITE) {
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: sign_mmap() refuses VM_WRITE under a condition, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
		if (store->is_frozen)
			err = -EPERM;
	}
	mutex_unlock(&store->lock);
	if (err < 0)
		return err;
	vma->vm_ops = &plain_ops;
	return remap_vmalloc_range(vma, store->pages, 0);
}
static const struct file_operations sign_fops = { .mmap = sign_mmap };

/* and here what is not writable stays so. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct store *store = file->private_data;
	int err = 0;

	mutex_lock(&store->lock);
	if (vma->vm_flags & VM_WRITE) {
		if (store->is_frozen) {
			err = -EPERM;
			goto out;
		}
		store->writers++;
	}
out:
	mutex_unlock(&store->lock);
	if (err)
		return err;
	vma->vm_ops = &plain_ops;
	if (!(vma->vm_flags & VM_WRITE))
		vm_flags_clear(vma, VM_MAYWRITE);
	return remap_vmalloc_range(vma, store->pages, 0);
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* An error that is not of the refusal says nothing of it. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct store *store = file->private_data;
	int err = 0;

	mutex_lock(&store->lock);
	if (vma->vm_flags & VM_WRITE) {
		err = store_prepare(store);
		if (!err)
			store->writers++;
	}
	mutex_unlock(&store->lock);
	if (err)
		return err;
	vma->vm_ops = &plain_ops;
	return remap_vmalloc_range(vma, store->pages, 0);
}
static const struct file_operations other_fops = { .mmap = other_mmap };

/* Two kinds of memory, and each refuses by itself: two slips. */
static int kinds_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct store *store = file->private_data;
	unsigned long flags = vma->vm_flags;
	void *at;

	if (!(flags & VM_SHARED))
		return -EINVAL;
	switch (store->kind) {
	case STORE_STATUS:
		if (flags & VM_WRITE)
/*                  ^^^^^^^^^^^^^^^^ warning[maywrite-kept]: kinds_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
			return -EPERM;
		at = store->status;
		break;
	case STORE_TAIL:
		if (flags & VM_WRITE)
/*                  ^^^^^^^^^^^^^^^^ warning[maywrite-kept]: kinds_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
			return -EPERM;
		at = store->tail;
		break;
	case STORE_HEAD:
		if (flags & VM_WRITE)
			return -EPERM;
		flags &= ~VM_MAYWRITE;
		at = store->head;
		break;
	default:
		at = store->body;
		break;
	}
	vm_flags_reset(vma, flags);
	vma->vm_ops = &plain_ops;
	return remap_vmalloc_range(vma, at, 0);
}
static const struct file_operations kinds_fops = { .mmap = kinds_mmap };
