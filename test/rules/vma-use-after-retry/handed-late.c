/* release: 6.12 */
/* The reference is taken when the lock has gone, in a function that another hands the object. */
static vm_fault_t bo_idle(struct ttm_buffer_object *bo, struct vm_fault *vmf)
{
	if (dma_resv_test_signaled(bo->resv, DMA_RESV_USAGE_KERNEL))
		return 0;
	if (fault_flag_allow_retry_first(vmf->flags)) {
		if (vmf->flags & FAULT_FLAG_RETRY_NOWAIT)
			return VM_FAULT_RETRY;
		mmap_read_unlock(vmf->vma->vm_mm);
		ttm_bo_get(bo);
/*                         ^^ warning[vma-use-after-retry]: bo_idle() uses bo after mmap_read_unlock() released
 * mmap_lock: another thread may unmap meanwhile, and with the VMA may go the last reference to it; take a reference
 * before that
 */
		bo_wait(bo->resv);
		ttm_bo_put(bo);
		return VM_FAULT_RETRY;
	}
	return bo_wait(bo->resv) < 0 ? VM_FAULT_SIGBUS : 0;
}
vm_fault_t bo_fault_reserved(struct vm_fault *vmf, pgprot_t prot)
{
	struct vm_area_struct *vma = vmf->vma;
	struct ttm_buffer_object *bo = vma->vm_private_data;
	vm_fault_t ret = bo_idle(bo, vmf);

	if (ret)
		return ret;
	return vmf_insert_pfn_prot(vma, vmf->address, bo->pfn, prot);
}
static vm_fault_t bo_fault(struct vm_fault *vmf)
{
	return bo_fault_reserved(vmf, vmf->vma->vm_page_prot);
}
static const struct vm_operations_struct bo_ops = { .fault = bo_fault };
