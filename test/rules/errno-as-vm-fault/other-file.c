/* release: 6.12 5.4 */
/* file: drivers/foo/foo_main.c */
extern vm_fault_t foo_fault(struct vm_fault *vmf);
extern vm_fault_t bar_fault(struct vm_fault *vmf);

const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
};

const struct vm_operations_struct bar_ops = {
	.fault = bar_fault,
};
/* file: drivers/foo/foo_fault.c */
int foo_pin(struct foo *foo);

vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int ret = foo_pin(foo);

	if (ret)
		return ret;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -ENOMEM, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}

vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int ret = foo_pin(foo);

	if (ret)
		return ret == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
/* file: drivers/foo/foo_pin.c */
int foo_pin(struct foo *foo)
{
	foo->page = alloc_page(GFP_KERNEL);
	if (!foo->page)
		return -ENOMEM;
	return 0;
}
