/* release: 6.1 6.12 */
/* The frame is that of where the huge page begins. */
static vm_fault_t slab_huge(struct vm_fault *vmf, enum page_entry_size size)
{
	struct slab *slab = vmf->vma->vm_private_data;
	unsigned long start = vmf->address & PMD_MASK;
	unsigned int bytes = PMD_SIZE;
	phys_addr_t phys;
	pgoff_t pgoff;

	if (start < vmf->vma->vm_start || start + PMD_SIZE > vmf->vma->vm_end)
		return VM_FAULT_FALLBACK;
	pgoff = linear_page_index(vmf->vma, start);
	phys = slab_phys(slab, pgoff, bytes);
	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn_pmd(vmf, phys_to_pfn_t(phys, PFN_DEV), vmf->flags & FAULT_FLAG_WRITE);
}
static const struct vm_operations_struct slab_ops = { .huge_fault = slab_huge, .may_split = slab_may_split };
static int slab_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return addr & ~PMD_MASK ? -EINVAL : 0;
}

/* Rounded down, or refused where it is not aligned. */
static vm_fault_t tile_huge(struct vm_fault *vmf, enum page_entry_size size)
{
	struct slab *slab = vmf->vma->vm_private_data;
	unsigned long pfn = slab->pfn + vmf->pgoff;

	if (vmf->pgoff >= slab->pages || !IS_ALIGNED(pfn, PTRS_PER_PMD))
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn_pmd(vmf, __pfn_to_pfn_t(pfn, PFN_DEV), vmf->flags & FAULT_FLAG_WRITE);
}
static const struct vm_operations_struct tile_ops = { .huge_fault = tile_huge, .may_split = slab_may_split };
/* expect: none */

/* Rounded down by who is handed the address of the number. */
static bool tile_fits(struct vm_fault *vmf, unsigned long size, unsigned long *pfn)
{
	unsigned long start = vmf->address & ~(size - 1);

	if (start < vmf->vma->vm_start || start + size > vmf->vma->vm_end)
		return false;
	*pfn = vmf->pgoff & ~((size - 1) >> PAGE_SHIFT);
	return true;
}
static vm_fault_t fitted_huge(struct vm_fault *vmf, enum page_entry_size size)
{
	unsigned long pfn = vmf->pgoff;

	if (!tile_fits(vmf, PMD_SIZE, &pfn))
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn_pmd(vmf, __pfn_to_pfn_t(pfn, PFN_DEV), vmf->flags & FAULT_FLAG_WRITE);
}
static const struct vm_operations_struct fitted_ops = { .huge_fault = fitted_huge, .may_split = slab_may_split };
