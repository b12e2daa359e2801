/* release: 6.12 6.3 */
static vm_fault_t pfn_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * pfn_fault() calls vmf_insert_pfn() on a mapping that pfn_mmap() makes with neither VM_PFNMAP nor
 * VM_MIXEDMAP: it hits a BUG_ON(); set VM_PFNMAP in mmap */
}
static const struct vm_operations_struct pfn_ops = { .fault = pfn_fault };
static int pfn_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &pfn_ops;
	return 0;
}

static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, foo->page);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * page_fault() calls vmf_insert_page() on a mapping that page_mmap() makes without VM_MIXEDMAP: it would have
 * to set the flag, for which a fault does not hold mmap_lock, and hits a BUG_ON(); set VM_MIXEDMAP in mmap */
}
static const struct vm_operations_struct page_ops = { .fault = page_fault };
static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &page_ops;
	return 0;
}

/* Both flags, one of them set in a callee. */
static vm_fault_t both_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * both_fault() calls vmf_insert_pfn() on a mapping that both_mmap() makes with both VM_PFNMAP and
 * VM_MIXEDMAP: it hits a BUG_ON(); set VM_PFNMAP alone */
}
/* No access: registers. */
static const struct vm_operations_struct both_ops = { .fault = both_fault };
static void prepare(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP);
}
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	prepare(vma);
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &both_ops;
	return 0;
}

/* A private mapping is treated apart, and mapped all the same. */
static vm_fault_t private_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * private_fault() calls vmf_insert_pfn() on a mapping that private_mmap() makes with VM_PFNMAP, and private
 * where user space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap */
}
/* No access: registers. */
static const struct vm_operations_struct private_ops = { .fault = private_fault };
static int private_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED)) {
		vm_flags_set(vma, VM_PFNMAP | VM_DONTCOPY);
		vma->vm_ops = &private_ops;
		return 0;
	}
	return -EINVAL;
}
