/* release: 6.12 6.13 */
static vm_fault_t mixed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_mixed(vmf->vma, vmf->address, foo->pfn);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * mixed_fault() calls vmf_insert_mixed() on a mapping that mixed_mmap() makes without VM_MIXEDMAP: the fault
 * ends in SIGBUS; set VM_MIXEDMAP in mmap */
}
/* No access: registers. */
static const struct vm_operations_struct mixed_ops = { .fault = mixed_fault };
static int mixed_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP);
	vma->vm_ops = &mixed_ops;
	return 0;
}

/* So it does where mmap itself inserts. */
static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct early *early = file->private_data;

	if (vmf_insert_mixed(vma, vma->vm_start, pfn_to_pfn_t(early->pfn)) & VM_FAULT_ERROR)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: early_mmap() calls
 * vmf_insert_mixed() before it has set VM_MIXEDMAP: the call answers VM_FAULT_SIGBUS; set VM_MIXEDMAP first
 */
		return -EAGAIN;
	vm_flags_set(vma, VM_MIXEDMAP);
	return 0;
}
static const struct file_operations early_fops = { .mmap = early_mmap };
