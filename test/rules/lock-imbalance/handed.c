/* release: 6.12 6.1 */
/* What is handed an object with a lock in it does not release that lock unless it says so. */
static vm_fault_t inode_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	int err;

	inode_lock(inode);
	err = foo_convert(inode);
	if (err)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: page_mkwrite handler inode_mkwrite() returns with
 * &inode->i_rwsem still held: the next task that takes it hangs; release it on this path too
 */
	foo_note(inode, vmf->pgoff);
	inode_unlock(inode);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct inode_ops = { .page_mkwrite = inode_mkwrite };

/* Its text shows another lock given back, of another kind or by another name. */
static void settle(struct foo *foo, unsigned long n)
{
	struct foo *next = foo_after(foo, n);

	foo_walk(foo, n);
	spin_unlock(&next->lock);
	mutex_unlock(&next->owner_lock);
}
static int settle_all(struct foo *foo, unsigned long n)
{
	return foo->ops->settle(foo, settle, n);
}
static vm_fault_t settle_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	if (settle_all(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler settle_fault() returns with &foo->lock
 * still held: the next task that takes it hangs; release it on this path too
 */
	mutex_unlock(&foo->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct settle_ops = { .fault = settle_fault };

/* Whoever waits, or finishes something, may have let go of it. */
static vm_fault_t wait_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	if (foo_wait(foo->queue, foo->state == READY))
		return VM_FAULT_NOPAGE;
	mutex_unlock(&foo->lock);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct wait_ops = { .fault = wait_fault };

/* One way through it gives the lock back and one does not, and its result tells nothing: nobody knows. */
static void leave_foo(struct foo *foo)
{
	if (foo->depth > 0) {
		foo->depth--;
		return;
	}
	mutex_unlock(&foo->lock);
}
static vm_fault_t nested_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	leave_foo(foo);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct nested_ops = { .fault = nested_fault };
