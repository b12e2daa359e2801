/* release: 4.19 5.1 */
/* Up to 5.1 the frame is the fourth argument. */
static vm_fault_t slab_huge(struct vm_fault *vmf, enum page_entry_size size)
{
	struct slab *slab = vmf->vma->vm_private_data;
	unsigned long start = vmf->address & PMD_MASK;
	phys_addr_t phys;
	pgoff_t pgoff;

	if (start < vmf->vma->vm_start || start + PMD_SIZE > vmf->vma->vm_end)
		return VM_FAULT_FALLBACK;
	pgoff = linear_page_index(vmf->vma, start);
	phys = slab_phys(slab, pgoff, PMD_SIZE);
	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn_pmd(vmf->vma, vmf->address, vmf->pmd, phys_to_pfn_t(phys, PFN_DEV),
				  vmf->flags & FAULT_FLAG_WRITE);
}
static const struct vm_operations_struct slab_ops = { .huge_fault = slab_huge, .split = slab_split };
static int slab_split(struct vm_area_struct *vma, unsigned long addr)
{
	return addr & ~PMD_MASK ? -EINVAL : 0;
}

static vm_fault_t askew_huge(struct vm_fault *vmf, enum page_entry_size size)
{
	struct slab *slab = vmf->vma->vm_private_data;
	unsigned long start = vmf->address & PMD_MASK;
	pgoff_t pgoff = linear_page_index(vmf->vma, vmf->address);

	if (start < vmf->vma->vm_start || start + PMD_SIZE > vmf->vma->vm_end)
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn_pmd(vmf->vma, vmf->address, vmf->pmd, __pfn_to_pfn_t(slab->pfn + pgoff, PFN_DEV),
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * huge_fault handler askew_huge() maps a whole huge page by vmf_insert_pfn_pmd() and works out its frame from
 * vmf->address, where the fault is: the huge page begins before that, and user space finds other memory than its own
 * there; round it down to the size of the page first
 */
				  vmf->flags & FAULT_FLAG_WRITE);
}
static const struct vm_operations_struct askew_ops = { .huge_fault = askew_huge, .split = slab_split };
