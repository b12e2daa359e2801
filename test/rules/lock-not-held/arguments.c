/* release: 6.12 */
/* A callee that takes the lock for some of its arguments gives it back for all of them. */
struct foo_dev { struct mutex lock; int users; };

static int foo_count(struct foo_dev *dev, bool try)
{
	if (try) {
		dev->users++;
	} else if (mutex_lock_interruptible(&dev->lock)) {
		return -ERESTARTSYS;
	}
	dev->users++;
	mutex_unlock(&dev->lock);
	return 0;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_dev *dev = file->private_data;
	int err;

	err = foo_count(dev, true);
/*            ^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: foo_mmap() gives &dev->lock back, which it has not taken on
 * this path: another task that holds it meanwhile loses it, and two run where one should; leave past the release, or
 * take it first
 */
	if (err)
		return err;
	vma->vm_private_data = dev;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* For the other one it takes it. */
static int waiting_mmap(struct file *file, struct vm_area_struct *vma)
{
	return foo_count(file->private_data, false);
}
static const struct file_operations waiting_fops = { .mmap = waiting_mmap };

/* The caller has taken it. */
static int locking_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_dev *dev = file->private_data;

	mutex_lock(&dev->lock);
	vma->vm_private_data = dev;
	return foo_count(dev, true);
}
static const struct file_operations locking_fops = { .mmap = locking_mmap };

/* It leaves where it has not got the lock. */
static int bar_count(struct foo_dev *dev, bool try)
{
	if (try) {
		if (!mutex_trylock(&dev->lock))
			return -EAGAIN;
	} else if (mutex_lock_interruptible(&dev->lock)) {
		return -ERESTARTSYS;
	}
	dev->users++;
	mutex_unlock(&dev->lock);
	return 0;
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	return bar_count(file->private_data, true);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* Both halves hang on the argument. */
static void baz_count(struct foo_dev *dev, bool locked)
{
	if (!locked)
		mutex_lock(&dev->lock);
	dev->users++;
	if (!locked)
		mutex_unlock(&dev->lock);
}

static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_dev *dev = file->private_data;

	baz_count(dev, vma->vm_pgoff != 0);
	baz_count(dev, true);
	baz_count(dev, false);
	return 0;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };
