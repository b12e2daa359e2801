/* release: 6.12 6.5 */
/* A mapping without the flag that two calls need: one slip, of the function that maps. */
static vm_fault_t epc_add(struct vm_area_struct *vma, struct epc *epc, unsigned long addr)
{
	if (!epc->ready)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vma, addr, epc->next);
}

static vm_fault_t epc_fault(struct vm_fault *vmf)
{
	struct epc *epc = vmf->vma->vm_private_data;

	if (epc->grows)
		return epc_add(vmf->vma, epc, vmf->address);
	return vmf_insert_pfn(vmf->vma, vmf->address, epc->pfn);
}

static const struct vm_operations_struct epc_ops = {
	.fault = epc_fault,
};

static int epc_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &epc_ops;
	vm_flags_set(vma, VM_IO | VM_DONTEXPAND);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: epc_mmap() maps with neither VM_PFNMAP nor
 * VM_MIXEDMAP, and epc_add() and epc_fault() call vmf_insert_pfn(): it hits a BUG_ON(); set VM_PFNMAP in mmap
 */
	vma->vm_private_data = file->private_data;
	return 0;
}

static const struct file_operations epc_fops = { .mmap = epc_mmap };

/* The twin that sets it. */
static vm_fault_t set_fault(struct vm_fault *vmf)
{
	struct epc *epc = vmf->vma->vm_private_data;

	if (epc->grows)
		return epc_add(vmf->vma, epc, vmf->address);
	return vmf_insert_pfn(vmf->vma, vmf->address, epc->pfn);
}

static const struct vm_operations_struct set_ops = {
	.fault = set_fault,
};

static int set_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_ops = &set_ops;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_private_data = file->private_data;
	return 0;
}

static const struct file_operations set_fops = { .mmap = set_mmap };

/* One call: it is told of itself. */
static vm_fault_t two_fault(struct vm_fault *vmf)
{
	struct epc *epc = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, epc->pfn);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler two_fault() calls
 * vmf_insert_pfn() on a mapping that two_mmap() makes with neither VM_PFNMAP nor VM_MIXEDMAP: it hits a BUG_ON(); set
 * VM_PFNMAP in mmap
 */
}

static const struct vm_operations_struct two_ops = {
	.fault = two_fault,
};

static int two_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &two_ops;
	vma->vm_private_data = file->private_data;
	return 0;
}

static const struct file_operations two_fops = { .mmap = two_mmap };
