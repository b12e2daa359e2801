/* release: 6.12 5.10 */
/* A lock of fault is held over copy_to_user() elsewhere, one of mmap over mmap_lock itself. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: fault handler foo_fault() takes &foo->lock under mmap_lock,
 * and foo_ioctl() holds it over copy_to_user(), which may take mmap_lock: two tasks may wait for each
 * other for ever; release the lock before user memory is touched
 */
	if (!foo->page) {
		mutex_unlock(&foo->lock);
		return VM_FAULT_SIGBUS;
	}
	get_page(foo->page);
	vmf->page = foo->page;
	mutex_unlock(&foo->lock);
	return 0;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	down_write(&foo_sem);
/*      ^^^^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: foo_mmap() takes &foo_sem under mmap_lock, and foo_scan() holds
 * it over mmap_read_lock(), which may take mmap_lock: two tasks may wait for each other for ever;
 * release the lock before user memory is touched
 */
	vma->vm_ops = &foo_ops;
	vma->vm_private_data = foo;
	up_write(&foo_sem);
	return 0;
}

static long foo_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct foo *me = file->private_data;
	int err = 0;

	mutex_lock(&me->lock);
	if (copy_to_user((void __user *)arg, &me->state, sizeof(me->state)))
		err = -EFAULT;
	mutex_unlock(&me->lock);
	return err;
}

static int foo_scan(struct foo *foo)
{
	down_read(&foo_sem);
	mmap_read_lock(current->mm);
	foo_look(foo);
	mmap_read_unlock(current->mm);
	up_read(&foo_sem);
	return 0;
}

static const struct file_operations foo_fops = {
	.mmap = foo_mmap,
	.unlocked_ioctl = foo_ioctl,
};
