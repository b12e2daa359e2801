/* release: 6.12 */
/* A task that waits for what it holds waits for ever. */
static void foo_count(struct vm_area_struct *vma)
{
	struct foo_priv *priv = vma->vm_file->private_data;
	struct foo *foo = priv->foo;

	mutex_lock(&foo->lock);
	foo->users++;
	mutex_unlock(&foo->lock);
}

static int foo_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo_priv *priv = filp->private_data;
	struct foo *foo = priv->foo;

	mutex_lock(&foo->lock);
	foo_count(vma);
/*      ^^^^^^^^^^^^^^ warning[lock-order]: foo_mmap() calls foo_count(), which takes &foo->lock, with that lock held:
 * the task waits for itself for ever; take it once
 */
	mutex_unlock(&foo->lock);
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int part_mmap_locked(struct foo *foo, struct vm_area_struct *vma)
{
	down_write(&foo->sem);
	foo->vma = vma;
	up_write(&foo->sem);
	return 0;
}

static int part_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;
	int ret;

	down_read(&foo->sem);
	ret = part_mmap_locked(foo, vma);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: part_mmap() calls part_mmap_locked(), which takes
 * &foo->sem, with that lock held: the task waits for itself for ever; take it once
 */
	up_read(&foo->sem);
	return ret;
}
static const struct file_operations part_fops = { .mmap = part_mmap };

static DEFINE_SPINLOCK(bar_lock);

static void bar_put(struct bar *bar)
{
	spin_lock(&bar_lock);
	bar->users--;
	spin_unlock(&bar_lock);
}

static int bar_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct bar *bar = filp->private_data;

	spin_lock(&bar_lock);
	if (bar->is_gone) {
		bar_put(bar);
/*              ^^^^^^^^^^^^ warning[lock-order]: bar_mmap() calls bar_put(), which takes &bar_lock, with that lock
 * held: the task waits for itself for ever; take it once
 */
		spin_unlock(&bar_lock);
		return -ENODEV;
	}
	bar->mapped = true;
	spin_unlock(&bar_lock);
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

static int own_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;

	mutex_lock(&foo->lock);
	foo->users++;
	mutex_lock(&foo->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: own_mmap() takes &foo->lock with that lock held: the task waits
 * for itself for ever; take it once
 */
	foo->vma = vma;
	mutex_unlock(&foo->lock);
	mutex_unlock(&foo->lock);
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };
