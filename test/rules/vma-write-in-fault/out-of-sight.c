/* release: 6.12 6.6 */
/* Unknown functions, joined paths and tests of what they returned do not make such a call right. */
struct foo { void *mem; int state, dying, closed; struct foo *next; unsigned long base; };

static int fill(struct foo *foo, struct vm_area_struct *vma)
{
	int ret = foo_compat_fill(vma, foo->mem);

	if (ret >= 0)
		vm_flags_clear(vma, VM_DONTDUMP);
/*		^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vma-write-in-fault]: fill() calls vm_flags_clear(), but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; set the flags in mmap */
	return ret;
}

static vm_fault_t fill_fault(struct vm_fault *vmf)
{
	return fill(vmf->vma->vm_private_data, vmf->vma) ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct fill_ops = { .fault = fill_fault };

static vm_fault_t many_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long pfn = 0;

	if (foo->state != foo_state(vmf->pgoff)) {
		if (!foo->next || foo->next->base != foo->base)
			goto out;
	}
	if (foo->dying || foo->closed || foo->state & 4)
		goto out;
	foo_find(foo, vmf->address, &pfn);
out:
	if (pfn && pfn_valid(pfn)) {
		if (!remap_pfn_range(vma, vmf->address, pfn, PAGE_SIZE, vma->vm_page_prot))
/*		     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vma-write-in-fault]: fault handler many_fault() calls remap_pfn_range(), which changes vm_flags, but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; insert with vmf_insert_pfn(), with VM_PFNMAP set in mmap */
			return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct many_ops = { .fault = many_fault };

static vm_fault_t prot_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	if (!(vmf->flags & FAULT_FLAG_WRITE))
		pgprot_val(vma->vm_page_prot) &= ~_PAGE_RW;
/*		^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]: fault handler prot_fault() writes vma->vm_page_prot, but a fault holds mmap_lock for reading at most: it races with other faults and with mmap_lock writers; leave it, and hand the protection of this entry to vmf_insert_pfn_prot() */
	return vmf_insert_pfn(vma, vmf->address, pgprot_val(vma->vm_page_prot));
}
static const struct vm_operations_struct prot_ops = { .fault = prot_fault };

/* What a callee does for its other callers alone. */
static int shared(struct vm_area_struct *vma, unsigned long base, int how)
{
	if (how == 2)
		return remap_pfn_range(vma, vma->vm_start, base, PAGE_SIZE, vma->vm_page_prot);
	return how;
}

static vm_fault_t shared_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return shared(vmf->vma, foo->base, foo->state) ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct shared_ops = { .fault = shared_fault };
