/* release: 6.12 6.6 */
static vm_fault_t set_fault(struct vm_fault *vmf)
{
	vm_flags_set(vmf->vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vma-write-in-fault]: fault handler set_fault() calls vm_flags_set(), but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; set the flags in mmap */
	return vmf_insert_mixed(vmf->vma, vmf->address, foo_pfn());
}
static const struct vm_operations_struct set_ops = { .fault = set_fault };

static vm_fault_t remap_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	if (remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot))
/*	    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vma-write-in-fault]: fault handler remap_fault() calls remap_pfn_range(), which changes vm_flags, but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; insert with vmf_insert_pfn(), with VM_PFNMAP set in mmap */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct remap_ops = { .fault = remap_fault };
