/* release: 6.12 */
static vm_fault_t nowait_fault(struct vm_fault *vmf)
{
	if (vmf->flags & FAULT_FLAG_ALLOW_RETRY) {
		mmap_read_unlock(vmf->vma->vm_mm);
		return VM_FAULT_RETRY;
/*              ^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler nowait_fault() returns VM_FAULT_RETRY with
 * mmap_lock or the VMA lock released on a path where FAULT_FLAG_RETRY_NOWAIT may be set: core then takes it to be
 * still held and releases it again; keep it under that flag
 */
	}
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct nowait_ops = { .fault = nowait_fault };

static vm_fault_t wrong_fault(struct vm_fault *vmf)
{
	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY))
		return VM_FAULT_SIGBUS;
	if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	mmap_read_unlock(vmf->vma->vm_mm);
	return VM_FAULT_RETRY;
/*      ^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler wrong_fault() returns VM_FAULT_RETRY with
 * mmap_lock or the VMA lock released on a path where FAULT_FLAG_RETRY_NOWAIT may be set: core then takes it to be
 * still held and releases it again; keep it under that flag
 */
}
static const struct vm_operations_struct wrong_ops = { .fault = wrong_fault };
