/* What one callee gives two handlers is said once. */
static vm_fault_t area_fault(struct vm_fault *vmf, unsigned long start, unsigned long size)
{
	struct area *area = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	if ((vmf->pgoff << PAGE_SHIFT) >= size)
		return VM_FAULT_SIGBUS;
	if (area->is_mapped)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, (area->base + start) >> PAGE_SHIFT);
	return ret;
}

static vm_fault_t area_low_fault(struct vm_fault *vmf)
{
	return area_fault(vmf, 0, AREA_SIZE);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-without-page]: fault handler area_low_fault() returns 0
 * without having set vmf->page: core dereferences the NULL page; set vmf->page to a page with a reference, or return
 * VM_FAULT_SIGBUS or VM_FAULT_NOPAGE
 * note: area_fault() returns 0 @ return ret;
 * note: the same goes for area_high_fault() @ return area_fault(vmf, AREA_SIZE, AREA_SIZE);
 */
}
static const struct vm_operations_struct area_low_ops = {
	.fault = area_low_fault,
};

static vm_fault_t area_high_fault(struct vm_fault *vmf)
{
	return area_fault(vmf, AREA_SIZE, AREA_SIZE);
}
static const struct vm_operations_struct area_high_ops = {
	.fault = area_high_fault,
};

/* The callee waits, and has the access run again. */
static vm_fault_t wait_fault(struct vm_fault *vmf, unsigned long start)
{
	struct area *area = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (area->is_mapped)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, (area->base + start) >> PAGE_SHIFT);
	return ret;
}

static vm_fault_t wait_low_fault(struct vm_fault *vmf)
{
	return wait_fault(vmf, 0);
}
static const struct vm_operations_struct wait_low_ops = {
	.fault = wait_low_fault,
};
