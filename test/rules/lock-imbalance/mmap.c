/* release: 6.12 5.10 */
/* A function that maps gives back what it takes, also where it fails. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	mutex_lock(&foo->lock);
	if (vma->vm_pgoff)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[lock-imbalance]: mmap function foo_mmap() returns with &foo->lock still held: the
 * next task that takes it hangs; release it on this path too
 */
	vma->vm_private_data = foo;
	mutex_unlock(&foo->lock);
	return 0;
}

static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err = -EINVAL;

	mutex_lock(&foo->lock);
	if (vma->vm_pgoff)
		goto out;
	vma->vm_private_data = foo;
	err = 0;
out:
	mutex_unlock(&foo->lock);
	return err;
}

static const struct file_operations foo_fops = { .mmap = foo_mmap };
static const struct file_operations clean_fops = { .mmap = clean_mmap };
