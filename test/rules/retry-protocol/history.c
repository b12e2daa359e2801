/* release: 6.1 */

/* Either flag will do, it thought. */
static vm_fault_t or_fault(struct vm_fault *vmf)
{
	struct gem *obj = vmf->vma->vm_private_data;

	if (!dma_resv_trylock(obj->resv)) {
		if ((vmf->flags & FAULT_FLAG_ALLOW_RETRY) || !(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
			mmap_read_unlock(vmf->vma->vm_mm);
			return VM_FAULT_RETRY;
/*                      ^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler or_fault() returns VM_FAULT_RETRY
 * with mmap_lock released on a path where FAULT_FLAG_RETRY_NOWAIT may be set: core then takes it to be still held and
 * releases it again; keep it under that flag
 */
		}
		dma_resv_lock(obj->resv, NULL);
	}
	dma_resv_unlock(obj->resv);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct or_fault_ops = { .fault = or_fault };

static vm_fault_t good_or_fault(struct vm_fault *vmf)
{
	struct gem *obj = vmf->vma->vm_private_data;

	if (!dma_resv_trylock(obj->resv)) {
		if ((vmf->flags & FAULT_FLAG_ALLOW_RETRY) && !(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
			mmap_read_unlock(vmf->vma->vm_mm);
			return VM_FAULT_RETRY;
		}
		dma_resv_lock(obj->resv, NULL);
	}
	dma_resv_unlock(obj->resv);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct good_or_fault_ops = { .fault = good_or_fault };
