/* release: 6.1 5.4 */
static vm_fault_t mixed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_mixed(vmf->vma, vmf->address, foo->pfn);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * mixed_fault() calls vmf_insert_mixed() on a mapping that mixed_mmap() makes without VM_MIXEDMAP: it hits a
 * BUG_ON(); set VM_MIXEDMAP in mmap */
}
/* No access: registers. */
static const struct vm_operations_struct mixed_ops = { .fault = mixed_fault };
static int mixed_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_PFNMAP;
	vma->vm_ops = &mixed_ops;
	return 0;
}

/* PFN_DEV alone does not say that the page has a struct page of its own. */
static vm_fault_t dev_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->vma->vm_ops != &dev_ops)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed(vmf->vma, vmf->address, __pfn_to_pfn_t(foo->pfn, PFN_DEV));
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * dev_fault() calls vmf_insert_mixed() on a mapping that dev_mmap() makes without VM_MIXEDMAP: it hits a
 * BUG_ON(); set VM_MIXEDMAP in mmap */
}
static const struct vm_operations_struct dev_ops = { .fault = dev_fault };
static int dev_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &dev_ops;
	return 0;
}
