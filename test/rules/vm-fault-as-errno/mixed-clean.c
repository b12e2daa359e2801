/* release: 6.12 6.1 */
/* expect: none */
static int epc_map(struct epc *epc, struct vm_area_struct *vma, unsigned long addr)
{
	struct epc_page *page = xa_load(&epc->pages, addr >> PAGE_SHIFT);
	vm_fault_t ret;

	if (page)
		return 0;
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

/* The caller tells the two apart. */
static int slot_map(struct slot *slot, struct vm_fault *vmf)
{
	if (slot->gone)
		return -ENXIO;
	if (slot->mapped)
		return VM_FAULT_NOPAGE;
	return 0;
}
static vm_fault_t slot_fault(struct vm_fault *vmf)
{
	struct slot *slot = vmf->vma->vm_private_data;
	int ret = slot_map(slot, vmf);

	if (ret < 0)
		return vmf_error(ret);
	if (ret == VM_FAULT_NOPAGE)
		return VM_FAULT_NOPAGE;
	return vmf_insert_pfn(vmf->vma, vmf->address, slot->pfn);
}
static const struct vm_operations_struct slot_ops = { .fault = slot_fault };

static vm_fault_t order_fault(struct vm_fault *vmf)
{
	struct slot *slot = vmf->vma->vm_private_data;
	int err = slot_map(slot, vmf);

	if (err == VM_FAULT_NOPAGE)
		return VM_FAULT_NOPAGE;
	if (err)
		return vmf_error(err);
	return vmf_insert_pfn(vmf->vma, vmf->address, slot->pfn);
}
static const struct vm_operations_struct order_ops = { .fault = order_fault };

/* It hands codes on, and has no errnos. */
static int wait_map(struct slot *slot)
{
	return slot->busy ? VM_FAULT_NOPAGE : 0;
}
static vm_fault_t wait_fault(struct vm_fault *vmf)
{
	struct slot *slot = vmf->vma->vm_private_data;

	if (wait_map(slot))
		return VM_FAULT_NOPAGE;
	return vmf_insert_pfn(vmf->vma, vmf->address, slot->pfn);
}
static const struct vm_operations_struct wait_ops = { .fault = wait_fault };
