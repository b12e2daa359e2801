/* release: 6.12 5.15 */
/* expect: none */
struct foo { struct mutex lock; struct rw_semaphore sem; spinlock_t state; int present; struct foo *owner; };

int foo_fill(struct foo *foo, unsigned long n);

static vm_fault_t killed_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (lock_page_killable(page) < 0)
		return ret;
	if (page->mapping != vmf->vma->vm_file->f_mapping)
		goto out;
	return VM_FAULT_LOCKED;
out:
	unlock_page(page);
	return ret;
}
static const struct vm_operations_struct killed_ops = { .page_mkwrite = killed_mkwrite };

/* Given back by a helper, taken again by it. */
static int foo_relax(struct foo *foo, unsigned long n)
{
	int err;

	mutex_unlock(&foo->lock);
	err = foo_fill(foo, n);
	mutex_lock(&foo->lock);
	return err;
}
static vm_fault_t relax_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	mutex_lock(&foo->lock);
	if (foo_relax(foo, vmf->pgoff) < 0)
		ret = VM_FAULT_SIGBUS;
	mutex_unlock(&foo->lock);
	return ret;
}
static const struct vm_operations_struct relax_ops = { .fault = relax_fault };

/* The helper's result says whether it gave the lock back. */
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

	mutex_lock(&foo->lock);
	if (foo_prepare(foo, vmf->pgoff) < 0)
		return VM_FAULT_SIGBUS;
	mutex_unlock(&foo->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct helper_ops = { .fault = helper_fault };

/* Somebody out of sight may take it, on the way or before. */
void foo_lock_all(unsigned long n);
static vm_fault_t unseen_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	foo_lock_all(vmf->pgoff);
	mutex_unlock(&foo->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct unseen_ops = { .fault = unseen_fault };

/* One lock by two names. */
static vm_fault_t alias_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (foo->present)
		mutex_lock(&foo->lock);
	else
		mutex_lock(&foo->owner->lock);
	foo_fill(foo, vmf->pgoff);
	if (foo->owner == foo || foo->present)
		mutex_unlock(&foo->lock);
	else
		mutex_unlock(&foo->owner->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct alias_ops = { .fault = alias_fault };

/* Each way gives back what it took; a write lock may become a read lock. */
static vm_fault_t mode_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	bool write = vmf->flags & FAULT_FLAG_WRITE;

	if (write)
		down_write(&foo->sem);
	else
		down_read(&foo->sem);
	vmf->page = foo_page(foo, vmf->pgoff);
	if (write)
		up_write(&foo->sem);
	else
		up_read(&foo->sem);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct mode_ops = { .fault = mode_fault };

static vm_fault_t downgrade_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	down_write(&foo->sem);
	foo_fill(foo, vmf->pgoff);
	downgrade_write(&foo->sem);
	vmf->page = foo_page(foo, vmf->pgoff);
	up_read(&foo->sem);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct downgrade_ops = { .fault = downgrade_fault };

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
	foo_unlock(foo, false);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct told_ops = { .fault = told_fault };

/* Flags that are numbers: the arm for the other mode is never taken. */
#define FOO_SHARED (1u << 0)
#define FOO_EXCL (1u << 1)
static void foo_take(struct foo *foo, unsigned int mode)
{
	if (mode & FOO_EXCL)
		down_write(&foo->sem);
	else if (mode & FOO_SHARED)
		down_read(&foo->sem);
}
static void foo_give(struct foo *foo, unsigned int mode)
{
	if (mode & FOO_EXCL)
		up_write(&foo->sem);
	else if (mode & FOO_SHARED)
		up_read(&foo->sem);
}
static vm_fault_t flags_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned int mode = FOO_SHARED;

	foo_take(foo, mode);
	if (foo->present) {
		foo_give(foo, FOO_SHARED);
		foo_take(foo, FOO_EXCL);
		mode = FOO_EXCL;
	}
	vmf->page = foo_page(foo, vmf->pgoff);
	foo_give(foo, mode);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct flags_ops = { .fault = flags_fault };
