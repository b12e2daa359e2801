/* release: 5.4 6.12 */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err = vm_insert_page(vmf->vma, vmf->address, foo->page);

	switch (err) {
	case 0:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[insert-ebusy]: fault handler foo_fault() returns an error when
 * vm_insert_page() gives -EBUSY: another thread was faster and its entry is good, so the task gets
 * SIGBUS for nothing; return VM_FAULT_NOPAGE for -EBUSY
 */
	}
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err = vm_insert_page(vmf->vma, vmf->address, foo->page);

	if (err)
		return vmf_error(err);
/*              ^^^^^^^^^^^^^^^^^^^^^^ warning[insert-ebusy]: fault handler baz_fault() returns an error when
 * vm_insert_page() gives -EBUSY: another thread was faster and its entry is good, so the task gets
 * SIGBUS for nothing; return VM_FAULT_NOPAGE for -EBUSY
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
