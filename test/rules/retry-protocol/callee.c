/* release: 6.12 6.6 */
/* A callee answers with RETRY while the lock is held; the handler keeps what it says in a variable. */
static vm_fault_t map_bar(struct foo *foo, struct vm_fault *vmf)
{
	vm_fault_t ret;

	mutex_lock(&foo->lock);
	if (!foo->attached) {
		mutex_unlock(&foo->lock);
		return VM_FAULT_RETRY;
	}
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
}
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	vm_fault_t ret;

	ret = map_bar(vmf->vma->vm_private_data, vmf);
	return ret;
/*      ^^^^^^^^^^^ error[retry-protocol]: fault handler bar_fault() returns VM_FAULT_RETRY without checking
 * FAULT_FLAG_ALLOW_RETRY: callers that did not set it assume that the lock was dropped, or loop;
 * return VM_FAULT_NOPAGE to have the access run again
 */
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* It asks and waits with its lock released, but for one way, which has nothing to do with it. */
static vm_fault_t reserve_foo(struct foo *foo, struct vm_fault *vmf)
{
	if (!mutex_trylock(&foo->lock)) {
		if (vmf->flags & FAULT_FLAG_ALLOW_RETRY) {
			if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
				foo_wait(foo);
			return VM_FAULT_RETRY;
		}
		if (mutex_lock_interruptible(&foo->lock))
			return VM_FAULT_NOPAGE;
	}
	return 0;
}
static vm_fault_t reserve_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = reserve_foo(foo, vmf);
	if (ret)
		return ret;
/*              ^^^^^^^^^^^ error[retry-protocol]: fault handler reserve_fault() returns VM_FAULT_RETRY with mmap_lock
 * or the VMA lock still held, but core takes it to be released unless FAULT_FLAG_RETRY_NOWAIT is set: the lock is
 * never released; call release_fault_lock(vmf) first, or return VM_FAULT_NOPAGE
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
}
static const struct vm_operations_struct reserve_ops = { .fault = reserve_fault };

/* As it should be. */
static vm_fault_t take_foo(struct foo *foo, struct vm_fault *vmf)
{
	if (!mutex_trylock(&foo->lock)) {
		if (vmf->flags & FAULT_FLAG_ALLOW_RETRY) {
			if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
				release_fault_lock(vmf);
				foo_wait(foo);
			}
			return VM_FAULT_RETRY;
		}
		if (mutex_lock_interruptible(&foo->lock))
			return VM_FAULT_NOPAGE;
	}
	return 0;
}
static vm_fault_t take_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = take_foo(foo, vmf);
	if (ret)
		return ret;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
}
static const struct vm_operations_struct take_ops = { .fault = take_fault };
