/* release: 6.12 6.1 */
struct foo { unsigned long base; unsigned long npages; struct mutex lock; };

/* The start alone is held against the mapping. */
static vm_fault_t start_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long addr = vmf->address & ~((PAGE_SIZE << order) - 1);
	unsigned long pgoff = (addr - vma->vm_start) >> PAGE_SHIFT;

	if (order && (addr < vma->vm_start || addr >= vma->vm_end))
		return VM_FAULT_FALLBACK;
	if (pgoff >= foo->npages)
		return VM_FAULT_SIGBUS;
	switch (order) {
	case 0:
		return vmf_insert_pfn(vma, vmf->address, foo->base + pgoff);
	case PMD_ORDER:
		return vmf_insert_pfn_pmd(vmf, __pfn_to_pfn_t(foo->base + pgoff, PFN_DEV), false);
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * vmf_insert_pfn_pmd() maps a whole huge page, and nothing holds the end of it against vm_end: user space reaches
 * what is not part of the mapping, in the place of another one; return VM_FAULT_FALLBACK where the address and the
 * size of the page go past vm_end
 */
	default:
		return VM_FAULT_FALLBACK;
	}
}
static const struct vm_operations_struct start_ops = { .huge_fault = start_huge_fault, .may_split = NULL };

/* In a callee, whose address is rounded down by a mask; what is known of the frame tells nothing of the mapping. */
static vm_fault_t pmd_insert(struct vm_fault *vmf, struct foo *foo)
{
	unsigned long start = vmf->address & PMD_MASK;

	if (start < vmf->vma->vm_start)
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn_pmd(vmf, phys_to_pfn_t(foo->base, PFN_DEV), vmf->flags & FAULT_FLAG_WRITE);
}

static vm_fault_t callee_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (order != PMD_ORDER)
		return VM_FAULT_FALLBACK;
	return pmd_insert(vmf, vmf->vma->vm_private_data);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf_insert_pfn_pmd() maps a whole huge
 * page, and nothing holds the end of it against vm_end: user space reaches what is not part of the mapping, in the
 * place of another one; return VM_FAULT_FALLBACK where the address and the size of the page go past vm_end
 */
}
static const struct vm_operations_struct callee_ops = { .huge_fault = callee_huge_fault };

/* The end alone. */
static vm_fault_t end_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long start = vmf->address & PUD_MASK;

	if (order != PUD_ORDER || start + PUD_SIZE > vmf->vma->vm_end)
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn_pud(vmf, phys_to_pfn_t(foo->base, PFN_DEV), false);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * vmf_insert_pfn_pud() maps a whole huge page, and nothing holds the start of it against vm_start: user space reaches
 * what is not part of the mapping, in the place of another one; return VM_FAULT_FALLBACK where it lies before
 * vm_start
 */
}
static const struct vm_operations_struct end_ops = { .huge_fault = end_huge_fault };

/* Clean: both ends, at once; what is left; the number of pages; in a caller; in a helper; by a function of the kernel. */
static vm_fault_t both_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long addr = vmf->address & ~((PAGE_SIZE << order) - 1);

	if (order && (addr < vma->vm_start || addr + (PAGE_SIZE << order) > vma->vm_end))
		return VM_FAULT_FALLBACK;
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	if (order == PMD_ORDER)
		return vmf_insert_pfn_pmd(vmf, phys_to_pfn_t(foo->base, PFN_DEV), false);
	return vmf_insert_pfn(vma, vmf->address, foo->base);
}
static const struct vm_operations_struct both_ops = { .huge_fault = both_huge_fault };

static vm_fault_t left_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long haddr = ALIGN_DOWN(vmf->address, PMD_SIZE);

	if (order != PMD_ORDER || haddr < vma->vm_start || vma->vm_end - haddr < PMD_SIZE)
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn_pmd(vmf, phys_to_pfn_t(foo->base, PFN_DEV), false);
}
static const struct vm_operations_struct left_ops = { .huge_fault = left_huge_fault };

static vm_fault_t number_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long addr = vmf->address & ~((PAGE_SIZE << order) - 1);
	unsigned long n = (addr - vma->vm_start) >> PAGE_SHIFT;

	if (order != PMD_ORDER || n + (1UL << order) > vma_pages(vma))
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn_pmd(vmf, phys_to_pfn_t(foo->base, PFN_DEV), false);
}
static const struct vm_operations_struct number_ops = { .huge_fault = number_huge_fault };

static vm_fault_t fits_insert(struct vm_fault *vmf, struct foo *foo)
{
	return vmf_insert_pfn_pmd(vmf, phys_to_pfn_t(foo->base, PFN_DEV), false);
}

static bool fits(struct vm_area_struct *vma, unsigned long addr, unsigned int order)
{
	return !order || (addr >= vma->vm_start && addr + (PAGE_SIZE << order) <= vma->vm_end);
}

static vm_fault_t fits_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	unsigned long addr = vmf->address & ~((PAGE_SIZE << order) - 1);

	if (order != PMD_ORDER || !fits(vmf->vma, addr, order))
		return VM_FAULT_FALLBACK;
	return fits_insert(vmf, vmf->vma->vm_private_data);
}
static const struct vm_operations_struct fits_ops = { .huge_fault = fits_huge_fault };

static vm_fault_t asked_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (order != PMD_ORDER || !thp_vma_suitable_order(vmf->vma, vmf->address, order))
		return VM_FAULT_FALLBACK;
	return fits_insert(vmf, vmf->vma->vm_private_data);
}
static const struct vm_operations_struct asked_ops = { .huge_fault = asked_huge_fault };

/* Clean: the mapping is cut at huge pages alone. */
static int whole_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return IS_ALIGNED(addr, PMD_SIZE) ? 0 : -EINVAL;
}

static vm_fault_t whole_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	return order == PMD_ORDER ? fits_insert(vmf, vmf->vma->vm_private_data) : VM_FAULT_FALLBACK;
}
static const struct vm_operations_struct whole_ops = { .huge_fault = whole_huge_fault, .may_split = whole_may_split };
