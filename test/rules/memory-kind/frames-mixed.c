/* release: 6.18 */
/* A mixed mapping takes the number of a frame as it is. */
static vm_fault_t second_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;
	unsigned long pfn = vmalloc_to_pfn(bin->memory);

	if (vmf->pgoff != 1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, pfn + 1);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: second_fault() counts on
 * from the frame of one page (pfn + 1 of vmf_insert_mixed_mkwrite()), which vmalloc_to_pfn() looked up: pages of
 * vmalloc() lie anywhere, and user space gets memory of others; map page by page, each looked up by its own address
 */
}
static const struct vm_operations_struct second_ops = { .fault = second_fault };

static vm_fault_t first_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;
	unsigned long pfn = vmalloc_to_pfn(bin->memory + PAGE_SIZE);

	if (vmf->pgoff != 1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, pfn);
}
static const struct vm_operations_struct first_ops = { .fault = first_fault };
