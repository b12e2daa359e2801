/* release: 6.12 6.1 */
/* Which protection the entry gets hangs on the fault: mmap cannot know it. */
static vm_fault_t chosen_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	vma->vm_page_prot = foo_is_cached(vmf->pgoff) ? vm_get_page_prot(vma->vm_flags) : pgprot_writecombine(vma->vm_page_prot);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]: fault
 * handler chosen_fault() writes vma->vm_page_prot, but a fault holds mmap_lock for reading at most: it
 * races with other faults and with mmap_lock writers; leave it, and hand the protection of this entry
 * to vmf_insert_pfn_prot()
 */
	return vmf_insert_pfn(vma, vmf->address, foo_pfn());
}
static const struct vm_operations_struct chosen_ops = { .fault = chosen_fault };

static vm_fault_t tested_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	if (vmf->pgoff >= foo_pages())
		return VM_FAULT_SIGBUS;
	vma->vm_page_prot = pgprot_writecombine(vma->vm_page_prot);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]: fault handler
 * tested_fault() writes vma->vm_page_prot, but a fault holds mmap_lock for reading at most: it races
 * with other faults and with mmap_lock writers; leave it, and hand the protection of this entry to
 * vmf_insert_pfn_prot()
 */
	return vmf_insert_pfn(vma, vmf->address, foo_pfn());
}
static const struct vm_operations_struct tested_ops = { .fault = tested_fault };

static vm_fault_t handed_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	pgprot_t prot = vma->vm_page_prot;

	if (foo_is_cached(vmf->pgoff))
		prot = pgprot_writecombine(prot);
	return vmf_insert_pfn_prot(vma, vmf->address, foo_pfn(), prot);
}
static const struct vm_operations_struct handed_ops = { .fault = handed_fault };
