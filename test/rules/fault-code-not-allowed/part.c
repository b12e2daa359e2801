/* release: 5.10 */
/* A part of the handlers of other files: for faults of one page it falls back to nothing. */
vm_fault_t ttm_bo_vm_fault_reserved(struct vm_fault *vmf, pgprot_t prot, pgoff_t num_prefault,
				    pgoff_t fault_page_size)
{
	struct ttm_buffer_object *bo = vmf->vma->vm_private_data;

	if (bo->moving)
		return VM_FAULT_NOPAGE;
	if (fault_page_size != 1)
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn_prot(vmf->vma, vmf->address, bo->pfn, prot);
}
static vm_fault_t box_fault(struct vm_fault *vmf)
{
	return ttm_bo_vm_fault_reserved(vmf, vmf->vma->vm_page_prot, 16, 1);
}
static const struct vm_operations_struct box_ops = { .fault = box_fault };

/* Here it does in a fault of its own. */
vm_fault_t ttm_bo_vm_reserve(struct ttm_buffer_object *bo, struct vm_fault *vmf)
{
	if (bo->evicted)
		return VM_FAULT_FALLBACK;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: ttm_bo_vm_reserve(), whose result
 * fault handlers hand on, returns VM_FAULT_FALLBACK: only a huge fault can fall back: the architecture fault code has no
 * branch for this bit here and ends in BUG(); return VM_FAULT_SIGBUS, or install a small entry
 */
	return 0;
}
static vm_fault_t small_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = ttm_bo_vm_reserve(vmf->vma->vm_private_data, vmf);

	if (ret)
		return ret;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct small_ops = { .fault = small_fault };
