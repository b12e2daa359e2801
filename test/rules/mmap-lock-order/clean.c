/* release: 6.12 5.10 */
/* expect: none */
/* Another lock, another object, no lock at all, a nested one, one that is only tried, two readers. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!mutex_trylock(&foo->tried))
		return VM_FAULT_NOPAGE;
	mutex_unlock(&foo->tried);
	down_read(&foo->sem);
	mutex_lock(&foo->lock);
	vmf->page = foo->page;
	get_page(vmf->page);
	mutex_unlock(&foo->lock);
	up_read(&foo->sem);
	mutex_lock(&foo->outer);
	mutex_unlock(&foo->outer);
	return 0;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
};

static long other_lock(struct foo *foo, void __user *to)
{
	long err;

	mutex_lock(&foo->other);
	err = copy_to_user(to, &foo->state, 8);
	mutex_unlock(&foo->other);
	return err;
}

static long other_object(struct bar *bar, void __user *to)
{
	long err;

	mutex_lock(&bar->lock);
	err = copy_to_user(to, &bar->state, 8);
	mutex_unlock(&bar->lock);
	return err;
}

static long after(struct foo *foo, void __user *to)
{
	int state;

	mutex_lock(&foo->lock);
	state = foo->state;
	mutex_unlock(&foo->lock);
	return copy_to_user(to, &state, sizeof(state));
}

static long tried(struct foo *foo, void __user *to)
{
	long err;

	mutex_lock(&foo->tried);
	err = copy_to_user(to, &foo->state, 8);
	mutex_unlock(&foo->tried);
	return err;
}

static long readers(struct foo *foo, void __user *to)
{
	long err;

	down_read(&foo->sem);
	err = copy_to_user(to, &foo->state, 8);
	up_read(&foo->sem);
	return err;
}

static long nested(struct foo *foo, void __user *to)
{
	long err;

	mutex_lock_nested(&foo->outer, 1);
	err = copy_to_user(to, &foo->state, 8);
	mutex_unlock(&foo->outer);
	return err;
}

static long without_faults(struct foo *foo, void __user *to)
{
	long err;

	mutex_lock(&foo->lock);
	pagefault_disable();
	err = copy_to_user(to, &foo->state, 8);
	pagefault_enable();
	mutex_unlock(&foo->lock);
	return err;
}

/* What it does is for its callers to say: mmap only tries. */
static int foo_change(struct foo *foo, bool trylock)
{
	if (trylock) {
		if (!mutex_trylock(&foo->params))
			return -EAGAIN;
	} else if (mutex_lock_interruptible(&foo->params))
		return -ERESTARTSYS;
	foo->changed = true;
	mutex_unlock(&foo->params);
	return 0;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	vma->vm_private_data = file->private_data;
	return foo_change(file->private_data, true);
}

static const struct file_operations foo_fops = { .mmap = foo_mmap };

static long under_params(struct foo *foo, void __user *to)
{
	long err;

	mutex_lock(&foo->params);
	err = copy_to_user(to, &foo->state, 8);
	mutex_unlock(&foo->params);
	return err;
}
