/* release: 6.1 5.10 */
static vm_fault_t direct_fault(struct vm_fault *vmf)
{
	mmap_write_lock(vmf->vma->vm_mm);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: fault handler direct_fault()
 * takes mmap_lock with mmap_write_lock() of vmf->vma->vm_mm, but core holds it already: it deadlocks with
 * itself, or with the next writer; rely on the lock that is held, or leave the work to another context */
	mmap_write_unlock(vmf->vma->vm_mm);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct direct_ops = { .fault = direct_fault };
