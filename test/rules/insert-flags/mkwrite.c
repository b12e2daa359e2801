/* release: 6.17 7.1 */
/* vmf_insert_page_mkwrite() asks for no flag, vm_insert_page() does. */
static vm_fault_t dax_fault(struct vm_fault *vmf)
{
	struct page *page = vmf->vma->vm_private_data;

	return vmf_insert_page_mkwrite(vmf, page, vmf->flags & FAULT_FLAG_WRITE);
}
/* No access: ordinary pages. */
static const struct vm_operations_struct dax_ops = { .fault = dax_fault };
static int dax_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &dax_ops;
	return 0;
}

static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct page *page = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, page);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler page_fault() calls
 * vmf_insert_page() on a mapping that page_mmap() makes without VM_MIXEDMAP: it would have to set the flag, for
 * which a fault does not hold mmap_lock, and hits a BUG_ON(); set VM_MIXEDMAP in mmap */
}
/* No access: ordinary pages. */
static const struct vm_operations_struct page_ops = { .fault = page_fault };
static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &page_ops;
	return 0;
}
