/* release: 6.12 */
/* The reference is taken in time: by the function, or by who calls it. */
static vm_fault_t bo_idle(struct ttm_buffer_object *bo, struct vm_fault *vmf)
{
	if (fault_flag_allow_retry_first(vmf->flags)) {
		if (vmf->flags & FAULT_FLAG_RETRY_NOWAIT)
			return VM_FAULT_RETRY;
		ttm_bo_get(bo);
		mmap_read_unlock(vmf->vma->vm_mm);
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

static vm_fault_t held_idle(struct ttm_buffer_object *bo, struct vm_fault *vmf)
{
	if (!fault_flag_allow_retry_first(vmf->flags) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	mmap_read_unlock(vmf->vma->vm_mm);
	bo_wait(bo->resv);
	return VM_FAULT_RETRY;
}
static vm_fault_t held_reserved(struct vm_fault *vmf)
{
	return held_idle(vmf->vma->vm_private_data, vmf);
}
static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct ttm_buffer_object *bo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ttm_bo_get(bo);
	ret = held_reserved(vmf);
	ttm_bo_put(bo);
	return ret;
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };
/* expect: none */
