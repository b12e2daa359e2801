/* release: 4.11 4.16 */
/* One argument, still int: 4.11 to 4.16. */
static int foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err;

	err = vm_insert_page(vmf->vma, vmf->address, foo->page);
	if (err)
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -EBUSY, -EFAULT,
 * -EINVAL or -ENOMEM, but its result is a set of VM_FAULT bits: return VM_FAULT_OOM or VM_FAULT_SIGBUS
 * instead
 */
	return VM_FAULT_NOPAGE;
}

static int bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err;

	err = vm_insert_page(vmf->vma, vmf->address, foo->page);
	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	if (err < 0 && err != -EBUSY)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}

static int baz_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vm_insert_pfn(vmf->vma, vmf->address, foo->pfn);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler
 * baz_fault() returns -EACCES, -EBUSY, -EFAULT, -EINVAL or -ENOMEM, but its result is a set of VM_FAULT bits:
 * return VM_FAULT_OOM or VM_FAULT_SIGBUS instead
 */
}

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
