/* expect: none */
/* release: 4.20 6.12 */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;
	vm_fault_t ret = vmf_insert_pfn(vmf->vma, vmf->address, bar->pfn);

	if (ret == VM_FAULT_NOPAGE)
		bar->faults++;
	return ret;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* It may not have been tried: 0 says that. */
static vm_fault_t maybe_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	if (bar->pfn)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, bar->pfn);
	if (!ret)
		return VM_FAULT_SIGBUS;
	return ret;
}
static const struct vm_operations_struct maybe_ops = { .fault = maybe_fault };

static vm_fault_t loop_fault(struct vm_fault *vmf)
{
	struct baz *baz = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;
	unsigned int n;

	for (n = 0; n < baz->count; n++) {
		ret = vmf_insert_pfn(vmf->vma, vmf->address + n * PAGE_SIZE, baz->first + n);
		if (ret & VM_FAULT_ERROR)
			break;
	}
	return ret;
}
static const struct vm_operations_struct loop_ops = { .fault = loop_fault };

/* An errno is what this one gives. */
static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;
	int err = vm_insert_page(vmf->vma, vmf->address, bar->page);

	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	if (err < 0 && err != -EBUSY)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct page_ops = { .fault = page_fault };
