/* release: 6.12 6.1 */
/* An int helper with 0 or an errno, of which one way gives a VM_FAULT code: its caller takes that for an error. */
static int epc_map(struct epc *epc, struct vm_area_struct *vma, unsigned long addr)
{
	struct epc_page *page = xa_load(&epc->pages, addr >> PAGE_SHIFT);
	vm_fault_t ret;

	if (page)
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: epc_map() returns VM_FAULT_NOPAGE among 0 and
 * negative errnos, and epc_fault() tests its result for 0: success takes the branch for failure; return 0 instead
 */
	page = epc_alloc(epc);
	if (IS_ERR(page))
		return PTR_ERR(page);
	ret = vmf_insert_pfn(vma, addr, page->pfn);
	if (ret != VM_FAULT_NOPAGE)
		return -EFAULT;
	return 0;
}
static vm_fault_t epc_fault(struct vm_fault *vmf)
{
	struct epc *epc = vmf->vma->vm_private_data;
	int ret;

	mutex_lock(&epc->lock);
	ret = epc_map(epc, vmf->vma, vmf->address);
	mutex_unlock(&epc->lock);
	if (!ret)
		return VM_FAULT_NOPAGE;
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct epc_ops = { .fault = epc_fault };

/* By way of a variable, and converted: of a positive number the converter makes VM_FAULT_SIGBUS. */
static int slot_map(struct slot *slot, struct vm_fault *vmf)
{
	int err = 0;

	if (slot->gone)
		err = -ENXIO;
	else if (slot->mapped)
		err = VM_FAULT_NOPAGE;
	return err;
/*      ^^^^^^^^^^^ error[vm-fault-as-errno]: slot_map() returns VM_FAULT_NOPAGE among 0 and negative errnos, and
 * slot_fault() tests its result for 0: success takes the branch for failure; return 0 instead
 */
}
static vm_fault_t slot_fault(struct vm_fault *vmf)
{
	struct slot *slot = vmf->vma->vm_private_data;
	int err = slot_map(slot, vmf);

	if (err)
		return vmf_error(err);
	return vmf_insert_pfn(vmf->vma, vmf->address, slot->pfn);
}
static const struct vm_operations_struct slot_ops = { .fault = slot_fault };
