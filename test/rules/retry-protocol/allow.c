/* release: 6.12 6.6 */
static vm_fault_t plain_fault(struct vm_fault *vmf)
{
	return VM_FAULT_RETRY;
/*	^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler plain_fault() returns
 * VM_FAULT_RETRY without checking FAULT_FLAG_ALLOW_RETRY: callers that did not set it assume that the lock was dropped, or loop; return VM_FAULT_NOPAGE to have the access run again */
}
static const struct vm_operations_struct plain_ops = { .fault = plain_fault };

static vm_fault_t local_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	mutex_lock(&foo->lock);
	if (!foo->page) {
		ret = VM_FAULT_RETRY;
		goto out;
	}
	get_page(foo->page);
	vmf->page = foo->page;
out:
	mutex_unlock(&foo->lock);
	return ret;
/*	^^^^^^^^^^^ error[retry-protocol]: fault handler local_fault() returns VM_FAULT_RETRY
 * without checking FAULT_FLAG_ALLOW_RETRY: callers that did not set it assume that the lock was dropped, or loop;
 * return VM_FAULT_NOPAGE to have the access run again */
}
static const struct vm_operations_struct local_ops = { .fault = local_fault };

/* Released, but nobody asked whether it may be. */
static vm_fault_t released_fault(struct vm_fault *vmf)
{
	if (foo_busy()) {
		release_fault_lock(vmf);
		return VM_FAULT_RETRY;
/*              ^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler released_fault() returns VM_FAULT_RETRY
 * with mmap_lock or the VMA lock released without checking FAULT_FLAG_ALLOW_RETRY: callers that did not set it take
 * the lock to be held, and release it again; release it and return VM_FAULT_RETRY only under that flag
 */
	}
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct released_ops = { .fault = released_fault };

static vm_fault_t retry(struct foo *foo)
{
	return foo->busy ? VM_FAULT_RETRY : VM_FAULT_SIGBUS;
}
static vm_fault_t callee_fault(struct vm_fault *vmf)
{
	return retry(vmf->vma->vm_private_data);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler callee_fault()
 * returns VM_FAULT_RETRY without checking FAULT_FLAG_ALLOW_RETRY: callers that did not set it assume that the lock was dropped, or loop; return VM_FAULT_NOPAGE to have the access run again */
}
static const struct vm_operations_struct callee_ops = { .fault = callee_fault };
