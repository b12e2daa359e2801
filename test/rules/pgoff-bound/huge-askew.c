/* release: 6.1 6.12 */
/* The frame is that of the fault, not of where the huge page begins. */
static vm_fault_t slab_huge(struct vm_fault *vmf, enum page_entry_size size)
{
	struct slab *slab = vmf->vma->vm_private_data;
	unsigned long start = vmf->address & PMD_MASK;
	unsigned int bytes = PMD_SIZE;
	phys_addr_t phys;
	pgoff_t pgoff;

	if (start < vmf->vma->vm_start || start + PMD_SIZE > vmf->vma->vm_end)
		return VM_FAULT_FALLBACK;
	pgoff = linear_page_index(vmf->vma, vmf->address);
	phys = slab_phys(slab, pgoff, bytes);
	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn_pmd(vmf, phys_to_pfn_t(phys, PFN_DEV), vmf->flags & FAULT_FLAG_WRITE);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * huge_fault handler slab_huge() maps a whole huge page by vmf_insert_pfn_pmd() and works out its frame from
 * vmf->address, where the fault is: the huge page begins before that, and user space finds other memory than its own
 * there; round it down to the size of the page first
 */
}
static const struct vm_operations_struct slab_ops = { .huge_fault = slab_huge, .may_split = slab_may_split };
static int slab_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return addr & ~PMD_MASK ? -EINVAL : 0;
}
