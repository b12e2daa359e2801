/* release: 6.1 4.18 */
/* contract: core */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return vmf_insert_mixed(vmf->vma, vmf->address, foo_pfn(vmf->pgoff));
}

static vm_fault_t foo_mkwrite(struct vm_fault *vmf)
{
	return 0;
}

static const struct vm_operations_struct quiet_ops = {
	.fault = foo_fault,
};

static int quiet_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_ops = &quiet_ops;
	return 0;
}

/* Its author waits for first writes. */
static const struct vm_operations_struct told_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_mkwrite,
};

static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: told_mmap() maps with VM_MIXEDMAP, but told_ops has
 * no pfn_mkwrite: page_mkwrite is not called for an entry without a struct page, so its first write
 * goes unnoticed
 */
	vma->vm_ops = &told_ops;
	return 0;
}
