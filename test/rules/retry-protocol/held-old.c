/* release: 4.19 5.4 */
static vm_fault_t held_fault(struct vm_fault *vmf)
{
	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_RETRY;
/*      ^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler held_fault() returns VM_FAULT_RETRY with mmap_sem
 * still held, but core takes it to be released unless FAULT_FLAG_RETRY_NOWAIT is set: the lock is never released;
 * call up_read(&vma->vm_mm->mmap_sem) first, or return VM_FAULT_NOPAGE
 */
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };
