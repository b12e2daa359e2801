/* release: 6.12 5.10 */
/* Core calls the functions of a special mapping as it calls those of a table. */
static vm_fault_t foo_fault(const struct vm_special_mapping *sm, struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (vmf->pgoff > 3)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -EINVAL, but its result is
 * a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	vmf->page = foo_pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static int foo_mremap(const struct vm_special_mapping *sm, struct vm_area_struct *vma)
{
	return VM_FAULT_SIGBUS;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: mremap handler foo_mremap() returns VM_FAULT_SIGBUS, but its
 * result is 0 or a negative errno: a positive number is no error code, and reaches user space as it
 * is; return a negative errno instead
 */
}

static const struct vm_special_mapping foo_mapping = {
	.name = "[foo]",
	.fault = foo_fault,
	.mremap = foo_mremap,
};

static vm_fault_t bar_fault(const struct vm_special_mapping *sm, struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (vmf->pgoff > 3)
		return VM_FAULT_SIGBUS;
	vmf->page = foo_pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static struct vm_special_mapping bar_mappings[] = {
	[0] = { .name = "[bar]", .fault = bar_fault },
};
