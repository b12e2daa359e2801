/* release: 6.12 6.3 */
/* Flags that a function of the driver's own is handed. */
static void foo_flags(struct vm_area_struct *vma, vm_flags_t flags)
{
	vm_flags_set(vma, flags);
}

static vm_fault_t both_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler both_fault() calls
 * vmf_insert_pfn() on a mapping that both_mmap() makes with both VM_PFNMAP and VM_MIXEDMAP: it hits a
 * BUG_ON(); set VM_PFNMAP alone
 */
}
/* No access: registers. */
static const struct vm_operations_struct both_ops = { .fault = both_fault };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	foo_flags(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	foo_flags(vma, VM_MIXEDMAP);
	vma->vm_ops = &both_ops;
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };

static vm_fault_t one_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct one_ops = { .fault = one_fault };
static int one_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	foo_flags(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &one_ops;
	return 0;
}
static const struct file_operations one_fops = { .mmap = one_mmap };
