/* release: 6.12 6.1 */
/* A lock of the object that the VMA leads to is dropped after the page was handed over: nobody clears it by that. */
struct foo { struct mutex lock; spinlock_t list_lock; struct rw_semaphore sem; struct semaphore filled; unsigned long n; struct page *pages[8]; };

static vm_fault_t mutex_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	struct page *page;

	mutex_lock(&foo->lock);
	if (vmf->pgoff >= foo->n)
		goto out;
	page = alloc_page(GFP_KERNEL);
	if (page) {
		vmf->page = page;
		ret = 0;
	}
out:
	mutex_unlock(&foo->lock);
	return ret;
/*      ^^^^^^^^^^^ warning[uncleared-memory]: mutex_fault() hands core a page that alloc_page() gave uncleared, and
 * nobody has written to it: user space reads what its last user in the kernel left there; allocate it with
 * __GFP_ZERO, or clear it first
 */
}
static const struct vm_operations_struct mutex_ops = { .fault = mutex_fault };

static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	spin_lock(&foo->list_lock);
	get_page(page);
	vmf->page = page;
	spin_unlock(&foo->list_lock);
	return 0;
/*      ^^^^^^^^^ warning[uncleared-memory]: kept_fault() hands core a page that alloc_page() gave uncleared, and
 * nobody has written to it: user space reads what its last user in the kernel left there; allocate it with
 * __GFP_ZERO, or clear it first
 */
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

static vm_fault_t rwsem_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	down_read(&foo->sem);
	vmf->page = alloc_page(GFP_HIGHUSER);
	up_read(&foo->sem);
	return vmf->page ? 0 : VM_FAULT_OOM;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: rwsem_fault() hands core a page that
 * alloc_page() gave uncleared, and nobody has written to it: user space reads what its last user in the kernel left
 * there; allocate it with __GFP_ZERO, or clear it first
 */
}
static const struct vm_operations_struct rwsem_ops = { .fault = rwsem_fault };

/* Clean: it comes cleared. */
static vm_fault_t zeroed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	vmf->page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	mutex_unlock(&foo->lock);
	return vmf->page ? 0 : VM_FAULT_OOM;
}
static const struct vm_operations_struct zeroed_ops = { .fault = zeroed_fault };

/* Clean: somebody is told, and fills it while the lock is not held. */
static vm_fault_t told_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	mutex_lock(&foo->lock);
	foo->pages[0] = page;
	mutex_unlock(&foo->lock);
	wait_event(foo->wait, foo->n > 0);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct told_ops = { .fault = told_fault };

/* Clean: up() of the device's interrupt says that the page is filled. */
static vm_fault_t semaphore_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	foo->pages[0] = page;
	down(&foo->filled);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct semaphore_ops = { .fault = semaphore_fault };
