/* release: 6.12 */
/* expect: none */
/* The lock is given back before, only tried, taken for who has not got it, or another one. */
static void foo_count(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_file->private_data;

	mutex_lock(&foo->lock);
	foo->users++;
	mutex_unlock(&foo->lock);
}

static int foo_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;

	mutex_lock(&foo->lock);
	foo->vma = vma;
	mutex_unlock(&foo->lock);
	foo_count(vma);
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static void tried_count(struct foo *foo)
{
	if (!mutex_trylock(&foo->lock))
		return;
	foo->users++;
	mutex_unlock(&foo->lock);
}

static int tried_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;

	mutex_lock(&foo->lock);
	tried_count(foo);
	mutex_unlock(&foo->lock);
	return 0;
}
static const struct file_operations tried_fops = { .mmap = tried_mmap };

static void told_count(struct foo *foo, bool locked)
{
	if (!locked)
		mutex_lock(&foo->lock);
	foo->users++;
	if (!locked)
		mutex_unlock(&foo->lock);
}

static int told_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;

	mutex_lock(&foo->lock);
	told_count(foo, true);
	mutex_unlock(&foo->lock);
	told_count(foo, false);
	return 0;
}
static const struct file_operations told_fops = { .mmap = told_mmap };

static void other_count(struct foo *foo)
{
	mutex_lock(&foo->lock);
	foo->users++;
	mutex_unlock(&foo->lock);
}

static int other_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;

	mutex_lock(&foo->lock);
	other_count(foo->parent);
	mutex_unlock(&foo->lock);
	return 0;
}
static const struct file_operations other_fops = { .mmap = other_mmap };

static void drop_count(struct foo *foo)
{
	mutex_unlock(&foo->lock);
	foo_wait(foo);
	mutex_lock(&foo->lock);
}

static int drop_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct foo *foo = filp->private_data;

	mutex_lock(&foo->lock);
	drop_count(foo);
	mutex_unlock(&foo->lock);
	return 0;
}
static const struct file_operations drop_fops = { .mmap = drop_mmap };
