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
