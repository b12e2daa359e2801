/* release: 2.6.32 4.4 */
static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct foo *foo = vma->vm_private_data;

	if (vm_insert_pfn(vma, (unsigned long)vmf->virtual_address, foo->pfn))
		return VM_FAULT_SIGBUS;
	return 0;
/*      ^^^^^^^^^ error[fault-without-page]: fault handler foo_fault() returns 0 without having set vmf->page: core
 * dereferences the NULL page; return VM_FAULT_NOPAGE, as it installed the entry itself
 */
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static int bar_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct foo *foo = vma->vm_private_data;

	if (vm_insert_pfn(vma, (unsigned long)vmf->virtual_address, foo->pfn))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
