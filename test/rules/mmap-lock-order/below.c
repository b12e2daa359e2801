/* release: 6.12 5.15 */
/* The lock is taken in what the handler calls, and user memory touched in what the other calls. */
static struct page *foo_page(struct foo *foo, pgoff_t pgoff)
{
	struct page *page;

	mutex_lock(&foo->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: foo_page() takes &foo->lock under mmap_lock, and foo_read()
 * holds it over foo_copy(), which may take mmap_lock: two tasks may wait for each other for ever;
 * release the lock before user memory is touched
 */
	page = foo->pages[pgoff & 3];
	mutex_unlock(&foo->lock);
	return page;
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	vmf->page = foo_page(vmf->vma->vm_private_data, vmf->pgoff);
	if (!vmf->page)
		return VM_FAULT_SIGBUS;
	get_page(vmf->page);
	return 0;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
};

static int foo_copy(struct foo *foo, void __user *to)
{
	return copy_to_user(to, foo->state, 16) ? -EFAULT : 0;
}

static ssize_t foo_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct foo *mine = file->private_data;
	int err;

	mutex_lock(&mine->lock);
	err = foo_copy(mine, buf);
	mutex_unlock(&mine->lock);
	return err;
}
