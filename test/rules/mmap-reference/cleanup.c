/* release: 6.12 */
/* A reference that __free() gives back behind the scope, where the mapping was not left it. */
struct tray {
	struct kref ref;
	struct file *file;
};

static void tray_free(struct kref *ref)
{
	kfree(container_of(ref, struct tray, ref));
}

static void tray_put(struct tray *tray)
{
	kref_put(&tray->ref, tray_free);
}

static struct tray *tray_get(struct tray *tray)
{
	kref_get(&tray->ref);
	return tray;
}

DEFINE_FREE(tray_put, struct tray *, if (_T) tray_put(_T))

static void tray_open(struct vm_area_struct *vma)
{
	tray_get(vma->vm_private_data);
}

static void tray_close(struct vm_area_struct *vma)
{
	tray_put(vma->vm_private_data);
}

static const struct vm_operations_struct tray_ops = { .open = tray_open, .close = tray_close };

/* The mapping has it from here on. */
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray __free(tray_put) = tray_get(file->private_data);

	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_ops = &tray_ops;
	vma->vm_private_data = no_free_ptr(tray);
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* So it is where the plain name is stored. */
static int retained_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray __free(tray_put) = tray_get(file->private_data);
	struct file *other __free(fput) = fget(vma->vm_pgoff);

	if (!other)
		return -EBADF;
	vma->vm_ops = &tray_ops;
	vma->vm_private_data = tray;
	tray->file = no_free_ptr(other);
	retain_and_null_ptr(tray);
	return 0;
}
static const struct file_operations retained_fops = { .mmap = retained_mmap };

/* The mapping takes one of its own. */
static int second_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray __free(tray_put) = tray_get(file->private_data);

	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_ops = &tray_ops;
	vma->vm_private_data = tray_get(tray);
	return 0;
}
static const struct file_operations second_fops = { .mmap = second_mmap };

/* It is given back here, and once more by close. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray __free(tray_put) = tray_get(file->private_data);

	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_ops = &tray_ops;
	vma->vm_private_data = tray;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: kept_mmap() takes nothing for the mapping, and close of
 * tray_ops gives something back (kref_put()): core calls open for copies alone, so munmap() drops a reference that
 * another user holds; do in mmap what open does (kref_get())
 */
	return 0;
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };
