/* release: 6.12 6.3 */
/* A table with page_mkwrite wants to know of writes: VM_PFNMAP counts too. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, foo_pfn(vmf->pgoff));
}

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct foo_ops = {
/*					 ^^^^^^^ information[missing-access]: foo_ops has no access, and foo_mmap() maps with
 * VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page frames of a
 * device), or suppress with a reason */
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
};

static const struct vm_operations_struct plain_ops = {
/*					 ^^^^^^^^^ information[missing-access]: plain_ops has no access, and plain_mmap() maps
 * with VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page frames
 * of a device), or suppress with a reason */
	.fault = foo_fault,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: foo_mmap() maps with VM_PFNMAP, but
 * foo_ops has no pfn_mkwrite: page_mkwrite is not called for an entry without a struct page, so its first
 * write goes unnoticed
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int mixed_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: mixed_mmap() maps with VM_MIXEDMAP, but
 * foo_ops has no pfn_mkwrite: page_mkwrite is not called for an entry without a struct page, so its first
 * write goes unnoticed
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	vma->vm_ops = &plain_ops;
	return 0;
}

static int remap_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, 4096, vma->vm_page_prot);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]:
 * remap_mmap() maps with VM_PFNMAP, but foo_ops has no pfn_mkwrite: page_mkwrite is not called for an entry
 * without a struct page, so its first write goes unnoticed
 */
}

static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	return 0;
}
