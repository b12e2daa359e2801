/* release: 6.12 */
/* A callee to which one call alone comes waits on some of its ways for the lock that is held there. */
struct foo_dev { struct mutex lock; struct list_head vmas; bool plain; };
struct foo_file { struct foo_dev *dev; };

static void foo_note(struct vm_area_struct *vma)
{
	struct foo_file *priv = vma->vm_file->private_data;
	struct foo_dev *dev = priv->dev;

	mutex_lock(&dev->lock);
	foo_add(dev, vma);
	mutex_unlock(&dev->lock);
}

static int foo_map_ring(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	foo_note(vma);
	return 0;
}

static int foo_map(struct file *file, struct vm_area_struct *vma)
{
	struct foo_file *priv = file->private_data;
	int err = 0;

	if (vma->vm_pgoff == 0)
		err = foo_map_ring(file, vma);
	if (err)
		return err;
	foo_add(priv->dev, vma);
	return 0;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_file *priv = file->private_data;
	struct foo_dev *dev = priv->dev;
	int err;

	mutex_lock(&dev->lock);
	err = foo_map(file, vma);
/*            ^^^^^^^^^^^^^^^^^^ warning[lock-order]: foo_mmap() calls foo_map(), which takes &dev->lock, with that
 * lock held: the task waits for itself for ever; take it once
 */
	mutex_unlock(&dev->lock);
	return err;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* A second call comes to it, without the lock. */
static int two_map_ring(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	foo_note(vma);
	return 0;
}

static int two_map(struct file *file, struct vm_area_struct *vma)
{
	struct foo_file *priv = file->private_data;
	int err = 0;

	if (vma->vm_pgoff == 0)
		err = two_map_ring(file, vma);
	if (err)
		return err;
	foo_add(priv->dev, vma);
	return 0;
}

static int two_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_file *priv = file->private_data;
	struct foo_dev *dev = priv->dev;
	int err;

	if (vma->vm_pgoff == 0)
		return two_map(file, vma);
	mutex_lock(&dev->lock);
	err = two_map(file, vma);
	mutex_unlock(&dev->lock);
	return err;
}
static const struct file_operations two_fops = { .mmap = two_mmap };

/* The only call is made with the lock and without it. */
static void baz_note(struct foo_dev *dev, struct vm_area_struct *vma)
{
	if (dev->plain)
		return;
	mutex_lock(&dev->lock);
	foo_add(dev, vma);
	mutex_unlock(&dev->lock);
}

static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_file *priv = file->private_data;
	struct foo_dev *dev = priv->dev;

	if (dev->plain)
		mutex_lock(&dev->lock);
	baz_note(dev, vma);
	if (dev->plain)
		mutex_unlock(&dev->lock);
	return 0;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };

/* It is told by an argument. */
static void told_note(struct foo_dev *dev, struct vm_area_struct *vma, bool locked)
{
	if (!locked)
		mutex_lock(&dev->lock);
	foo_add(dev, vma);
	if (!locked)
		mutex_unlock(&dev->lock);
}

static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_file *priv = file->private_data;
	struct foo_dev *dev = priv->dev;

	mutex_lock(&dev->lock);
	told_note(dev, vma, true);
	mutex_unlock(&dev->lock);
	return 0;
}
static const struct file_operations told_fops = { .mmap = told_mmap };

/* It gives the lock back for a while. */
static void wait_note(struct foo_dev *dev, struct vm_area_struct *vma)
{
	if (dev->plain) {
		mutex_unlock(&dev->lock);
		foo_wait(dev);
		mutex_lock(&dev->lock);
	}
	foo_add(dev, vma);
}

static int wait_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_file *priv = file->private_data;
	struct foo_dev *dev = priv->dev;

	mutex_lock(&dev->lock);
	wait_note(dev, vma);
	mutex_unlock(&dev->lock);
	return 0;
}
static const struct file_operations wait_fops = { .mmap = wait_mmap };
