/* release: 6.12 6.6 */
/* expect: none */
static vm_fault_t good_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct vm_area_struct copy = *vma;

	copy.vm_page_prot = pgprot_noncached(copy.vm_page_prot);
	return vmf_insert_pfn_prot(vma, vmf->address, foo_pfn(), copy.vm_page_prot);
}
/* open runs under the lock for writing. */
static void good_open(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
}
/* No access: registers. */
static const struct vm_operations_struct good_ops = { .open = good_open, .fault = good_fault };

static int good_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	vma->vm_ops = &good_ops;
	return 0;
}
