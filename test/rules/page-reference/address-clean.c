/* expect: none */
/* release: 6.12 6.1 */
/* The one reference of memory that is allocated here, and kept nowhere, is core's. */
static vm_fault_t fresh_fault(struct vm_fault *vmf)
{
	unsigned long address = __get_free_pages(GFP_KERNEL | __GFP_ZERO, 0);

	if (address == 0)
		return VM_FAULT_OOM;
	vmf->page = virt_to_page(address);
	return 0;
}
static const struct vm_operations_struct fresh_ops = { .fault = fresh_fault };

static vm_fault_t zeroed_fault(struct vm_fault *vmf)
{
	void *mem = (void *)get_zeroed_page(GFP_KERNEL);

	if (!mem)
		return VM_FAULT_OOM;
	vmf->page = virt_to_page(mem);
	return 0;
}
static const struct vm_operations_struct zeroed_ops = { .fault = zeroed_fault };

/* Who keeps the address takes one more. */
static vm_fault_t counted_fault(struct vm_fault *vmf)
{
	struct note *note = vmf->vma->vm_private_data;

	note->mem = (void *)get_zeroed_page(GFP_KERNEL);
	if (!note->mem)
		return VM_FAULT_OOM;
	vmf->page = virt_to_page(note->mem);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct counted_ops = { .fault = counted_fault };
