/* release: 6.12 */
/* One RETRY of the callee keeps mmap_lock, the other does not, and what tells them apart is out of sight. */
struct foo {
	struct mutex lock;
	int busy;
};

static vm_fault_t foo_try(struct vm_fault *vmf, struct foo *foo)
{
	if (!mutex_trylock(&foo->lock))
		return VM_FAULT_RETRY;
	mutex_unlock(&foo->lock);
	return filemap_fault(vmf);
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = foo_try(vmf, foo);
	if (ret != VM_FAULT_RETRY)
		return ret;
	if (!fault_flag_allow_retry_first(vmf->flags) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return ret;
/*              ^^^^^^^^^^^ error[retry-protocol]: fault handler foo_fault() returns VM_FAULT_RETRY without checking
 * FAULT_FLAG_ALLOW_RETRY: callers that did not set it assume that the lock was dropped, or loop;
 * return VM_FAULT_NOPAGE to have the access run again
 */
	mmap_read_unlock(vmf->vma->vm_mm);
	foo_wait();
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* Who looks at the VMA for something else has to know. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = foo_try(vmf, foo);
	if (ret != VM_FAULT_RETRY)
		return ret;
	foo_wait_for(vmf->vma->vm_mm);
/*                   ^^^^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler bar_fault() uses vmf->vma->vm_mm
 * after foo_try() may have released mmap_lock: another thread may unmap and free the VMA meanwhile;
 * read it before the call, or return at once on VM_FAULT_RETRY
 */
	return ret;
/*      ^^^^^^^^^^^ error[retry-protocol]: fault handler bar_fault() returns VM_FAULT_RETRY without checking
 * FAULT_FLAG_ALLOW_RETRY: callers that did not set it assume that the lock was dropped, or loop;
 * return VM_FAULT_NOPAGE to have the access run again
 */
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
