/* release: 6.1 5.4 */
static vm_fault_t flags_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	vma->vm_flags |= VM_MIXEDMAP;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]: fault handler flags_fault() writes
 * vma->vm_flags, but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; set it in mmap */
	return vmf_insert_mixed(vma, vmf->address, foo_pfn());
}
static const struct vm_operations_struct flags_ops = { .fault = flags_fault };

static vm_fault_t prot_fault(struct vm_fault *vmf)
{
	vmf->vma->vm_page_prot = pgprot_writecombine(vmf->vma->vm_page_prot);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]: fault handler prot_fault() writes vmf->vma->vm_page_prot, but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; set it in mmap */
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
static const struct vm_operations_struct prot_ops = { .fault = prot_fault };

static const struct vm_operations_struct other_ops;

static vm_fault_t ops_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	vmf->vma->vm_ops = &other_ops;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]: page_mkwrite handler
 * ops_mkwrite() writes vmf->vma->vm_ops, but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; set it in mmap */
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct ops_ops = { .page_mkwrite = ops_mkwrite };

static void uncache(struct vm_area_struct *vma)
{
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]: uncache() writes vma->vm_page_prot, but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; set it in mmap */
}
static vm_fault_t callee_fault(struct vm_fault *vmf)
{
	uncache(vmf->vma);
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
static const struct vm_operations_struct callee_ops = { .fault = callee_fault };
