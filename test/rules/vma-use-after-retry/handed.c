/* release: 6.12 */
/* Only the VMA has a reference to what hangs on it, and with the lock the VMA may go. */
static vm_fault_t bo_reserve(struct bo *bo, struct vm_fault *vmf)
{
	if (mutex_trylock(&bo->lock))
		return 0;
	if (fault_flag_allow_retry_first(vmf->flags)) {
		if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
			mmap_read_unlock(vmf->vma->vm_mm);
			if (!mutex_lock_interruptible(&bo->lock))
/*                                                     ^^^^^^^^ warning[vma-use-after-retry]: bo_reserve() uses
 * bo->lock after mmap_read_unlock() released mmap_lock: another thread may unmap meanwhile, and with the VMA may go
 * the last reference to it; take a reference before that
 */
				mutex_unlock(&bo->lock);
		}
		return VM_FAULT_RETRY;
	}
	mutex_lock(&bo->lock);
	return 0;
}

static vm_fault_t bo_fault(struct vm_fault *vmf)
{
	struct bo *bo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = bo_reserve(bo, vmf);
	if (ret)
		return ret;
	ret = bo_insert(vmf, bo);
	mutex_unlock(&bo->lock);
	return ret;
}
static const struct vm_operations_struct bo_ops = { .fault = bo_fault };

/* The same by the older name, and without a variable. */
static vm_fault_t slot_wait(struct vm_area_struct *vma, struct slot *slot)
{
	up_read(&vma->vm_mm->mmap_lock);
	wait_event(slot->wait, slot->ready);
/*                 ^^^^^^^^^^ warning[vma-use-after-retry]: slot_wait() uses slot->wait after up_read() released
 * mmap_lock: another thread may unmap meanwhile, and with the VMA may go the last reference to it; take a reference
 * before that
 */
	return VM_FAULT_RETRY;
}

static vm_fault_t slot_fault(struct vm_fault *vmf)
{
	if (slot_is_ready(vmf->vma->vm_private_data))
		return slot_insert(vmf);
	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	return slot_wait(vmf->vma, vmf->vma->vm_private_data);
}
static const struct vm_operations_struct slot_ops = { .fault = slot_fault };
