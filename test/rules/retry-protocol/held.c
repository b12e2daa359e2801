/* release: 6.12 6.6 */
static vm_fault_t held_fault(struct vm_fault *vmf)
{
	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_RETRY;
/*      ^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler held_fault() returns VM_FAULT_RETRY with mmap_lock
 * or the VMA lock still held, but core takes it to be released unless FAULT_FLAG_RETRY_NOWAIT is set: the lock is
 * never released; call release_fault_lock(vmf) first, or return VM_FAULT_NOPAGE
 */
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };

static vm_fault_t first_fault(struct vm_fault *vmf)
{
	if (fault_flag_allow_retry_first(vmf->flags)) {
		if (vmf->flags & FAULT_FLAG_RETRY_NOWAIT)
			return VM_FAULT_RETRY;
		foo_wait();
		return VM_FAULT_RETRY;
/*              ^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler first_fault() returns VM_FAULT_RETRY with
 * mmap_lock or the VMA lock still held, but core takes it to be released unless FAULT_FLAG_RETRY_NOWAIT is set: the
 * lock is never released; call release_fault_lock(vmf) first, or return VM_FAULT_NOPAGE
 */
	}
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct first_ops = { .fault = first_fault };

/* What asks only below the return has not asked before it. */
static vm_fault_t asks_below(struct vm_fault *vmf)
{
	if (vmf->flags & FAULT_FLAG_ALLOW_RETRY)
		return VM_FAULT_NOPAGE;
	return VM_FAULT_SIGBUS;
}
static vm_fault_t early_fault(struct vm_fault *vmf)
{
	if (signal_pending(current))
		return VM_FAULT_RETRY;
/*		^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler early_fault() returns VM_FAULT_RETRY without checking FAULT_FLAG_ALLOW_RETRY: callers that did not set it assume that the lock was dropped, or loop; return VM_FAULT_NOPAGE to have
 * the access run again */
	return asks_below(vmf);
}
static const struct vm_operations_struct early_ops = { .fault = early_fault };
