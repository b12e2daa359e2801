/* release: 6.12 4.14 */
/* What writes the entry by hand may make it writable; what reads it does not. */
static vm_fault_t huge_pfn_mkwrite(struct vm_fault *vmf)
{
	pmd_t *pmdp = vmf->pmd;
	pmd_t pmd = { .pmd = 0x40000000UL | _PAGE_PRESENT | _PAGE_RW | _PAGE_USER | _PAGE_PSE };

	set_pmd(pmdp, pmd);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct huge_ops = { .pfn_mkwrite = huge_pfn_mkwrite };

/* By the module's own function. */
static void own_install(struct vm_fault *vmf, unsigned long frame)
{
	pud_t *pudp = vmf->pud;

	if (frame & 1)
		set_pud(pudp, own_pud(frame));
	else
		set_pmd(pmd_offset(pudp, vmf->address), own_pmd(frame));
}
static vm_fault_t own_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	own_install(vmf, foo->frame);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct own_ops = { .pfn_mkwrite = own_pfn_mkwrite };

/* By an assignment. */
static vm_fault_t plain_pfn_mkwrite(struct vm_fault *vmf)
{
	pte_t *ptep = vmf->pte;

	*ptep = pte_mkwrite(pte_mkdirty(vmf->orig));
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct plain_ops = { .pfn_mkwrite = plain_pfn_mkwrite };

static vm_fault_t once_pfn_mkwrite(struct vm_fault *vmf)
{
	WRITE_ONCE(*vmf->pmd, foo_pmd(vmf->address));
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct once_ops = { .pfn_mkwrite = once_pfn_mkwrite };

static vm_fault_t many_pfn_mkwrite(struct vm_fault *vmf)
{
	pte_t *ptep = vmf->pte;
	int i;

	for (i = 0; i < PTRS_PER_PTE; i++)
		ptep[i].pte |= _PAGE_RW;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct many_ops = { .pfn_mkwrite = many_pfn_mkwrite };

/* By a function that is not seen. */
static vm_fault_t swap_pfn_mkwrite(struct vm_fault *vmf)
{
	pte_t *ptep = vmf->pte;

	xchg(&ptep->pte, ptep->pte | _PAGE_RW);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct swap_ops = { .pfn_mkwrite = swap_pfn_mkwrite };

/* Where the entry is gone, the access comes back as a fault. */
static vm_fault_t gone_pfn_mkwrite(struct vm_fault *vmf)
{
	ptep_clear_flush(vmf->vma, vmf->address, vmf->pte);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct gone_ops = { .pfn_mkwrite = gone_pfn_mkwrite };

/* Only a copy is written. */
static vm_fault_t copy_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	pte_t pte = *vmf->pte;

	pte.pte |= _PAGE_RW;
	foo->seen = pte.pte;
	return VM_FAULT_NOPAGE;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-livelock]: pfn_mkwrite handler copy_pfn_mkwrite() returns
 * VM_FAULT_NOPAGE although nothing on this path made the entry writable: core does nothing more since 4.10, and the
 * write faults again for ever; return 0, or install the entry with vmf_insert_mixed_mkwrite()
 */
}
static const struct vm_operations_struct copy_ops = { .pfn_mkwrite = copy_pfn_mkwrite };
