/* release: 6.12 5.15 */
struct foo { struct mutex lock; struct rw_semaphore sem; spinlock_t state; int present; };

int foo_fill(struct foo *foo, unsigned long n);

/* The way out of a lock that was not got leads past it. */
static vm_fault_t killed_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (lock_page_killable(page) < 0)
		goto out;
	if (page->mapping != vmf->vma->vm_file->f_mapping)
		goto out;
	return VM_FAULT_LOCKED;
out:
	unlock_page(page);
/*      ^^^^^^^^^^^^^^^^^ error[lock-not-held]: page_mkwrite handler killed_mkwrite() gives the lock of page back,
 * which it has not taken on this path: core hits VM_BUG_ON, or another task loses its lock of the
 * page; leave past the release, or take it first
 */
	return ret;
}
static const struct vm_operations_struct killed_ops = { .page_mkwrite = killed_mkwrite };

static vm_fault_t try_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (!mutex_trylock(&foo->lock))
		goto out;
	if (foo_fill(foo, vmf->pgoff))
		ret = VM_FAULT_SIGBUS;
out:
	mutex_unlock(&foo->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: fault handler try_fault() gives &foo->lock back, which it has
 * not taken on this path: another task that holds it meanwhile loses it, and two run where one should;
 * leave past the release, or take it first
 */
	return ret;
}
static const struct vm_operations_struct try_ops = { .fault = try_fault };

/* Given back by a helper, and again by its caller. */
static int foo_prepare(struct foo *foo, unsigned long n)
{
	if (foo_fill(foo, n)) {
		mutex_unlock(&foo->lock);
		return -EIO;
	}
	return 0;
}
static vm_fault_t helper_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	mutex_lock(&foo->lock);
	if (foo_prepare(foo, vmf->pgoff) < 0)
		ret = VM_FAULT_SIGBUS;
	mutex_unlock(&foo->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: fault handler helper_fault() releases &foo->lock, which
 * foo_prepare() has released before on this path: another task that holds it meanwhile loses it, and two run where
 * one should; release it once
 */
	return ret;
}
static const struct vm_operations_struct helper_ops = { .fault = helper_fault };

/* The other variant. */
static vm_fault_t mode_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	down_read(&foo->sem);
	vmf->page = foo_page(foo, vmf->pgoff);
	up_write(&foo->sem);
/*      ^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: fault handler mode_fault() gives &foo->sem back in another mode than
 * it took it: the count of readers goes wrong, and the next that takes it hangs or runs beside a
 * writer; give back a read lock by the read variant and a write lock by the write variant
 */
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct mode_ops = { .fault = mode_fault };

/* A helper that is told how to give it back. */
static void foo_unlock(struct foo *foo, bool shared)
{
	if (shared)
		up_read(&foo->sem);
	else
		up_write(&foo->sem);
}
static vm_fault_t told_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	down_write(&foo->sem);
	foo_fill(foo, vmf->pgoff);
	foo_unlock(foo, true);
/*      ^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: fault handler told_fault() gives &foo->sem back
 * in another mode than it took it: the count of readers goes wrong, and the next that takes it hangs
 * or runs beside a writer; give back a read lock by the read variant and a write lock by the write
 * variant
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct told_ops = { .fault = told_fault };

/* A function that maps: the error path was meant for a way on which the lock is held. */
static int twice_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err = -EBUSY;

	mutex_lock(&foo->lock);
	if (foo->present)
		goto unlock;
	foo->present = 1;
	mutex_unlock(&foo->lock);
	err = foo_fill(foo, vma->vm_pgoff);
	if (err)
		goto unlock;
	vma->vm_ops = &told_ops;
	return 0;
unlock:
	mutex_unlock(&foo->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: twice_mmap() releases &foo->lock twice on this path: another
 * task that holds it meanwhile loses it, and two run where one should; release it once
 */
	return err;
}
static const struct file_operations twice_fops = { .mmap = twice_mmap };
