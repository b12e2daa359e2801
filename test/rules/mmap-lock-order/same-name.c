/* release: 4.4 6.12 */
/* Each of two files has a struct of its own by that name: a lock of the one is none of the other. */
/* file: drivers/foo/first.c */
struct eye {
	struct mutex lock;
	void *frames;
};
static int eye_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct eye *eye = file->private_data;
	int ret;

	mutex_lock(&eye->lock);
	ret = remap_vmalloc_range(vma, eye->frames, 0);
	mutex_unlock(&eye->lock);
	return ret;
}
static const struct file_operations first_fops = { .mmap = eye_mmap };
/* file: drivers/foo/second.c */
struct eye {
	int number;
	struct mutex lock;
	char *line;
	void *frames;
};
static ssize_t eye_read(struct file *file, char __user *to, size_t size, loff_t *pos)
{
	struct eye *eye = file->private_data;

	mutex_lock(&eye->lock);
	if (copy_to_user(to, eye->line, 64))
		size = -EFAULT;
	mutex_unlock(&eye->lock);
	return size;
}
static int eye_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct eye *eye = file->private_data;
	int ret;

	mutex_lock(&eye->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: eye_mmap() takes &eye->lock under mmap_lock, and eye_read()
 * holds it over copy_to_user(), which may take mmap_lock: two tasks may wait for each other for ever; release the
 * lock before user memory is touched
 */
	ret = remap_vmalloc_range(vma, eye->frames, 0);
	mutex_unlock(&eye->lock);
	return ret;
}
static const struct file_operations second_fops = { .read = eye_read, .mmap = eye_mmap };
