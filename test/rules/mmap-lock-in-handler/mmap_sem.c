/* release: 4.19 5.4 */
static vm_fault_t sem_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	down_read(&vma->vm_mm->mmap_sem);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: fault handler sem_fault()
 * takes mmap_lock with down_read() of &vma->vm_mm->mmap_sem, but core holds it already: it deadlocks with
 * itself, or with the next writer; rely on the lock that is held, or leave the work to another context */
	up_read(&vma->vm_mm->mmap_sem);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct sem_ops = { .fault = sem_fault };
