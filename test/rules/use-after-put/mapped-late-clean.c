/* release: 6.1 6.12 */
/* What another has put there is mapped, */
static vm_fault_t pond_fault(struct vm_fault *vmf)
{
	struct pond *pond = vmf->vma->vm_private_data;
	unsigned long addr = pond->addr, pfn;

	if (!addr) {
		addr = uncached_alloc_page(numa_node_id(), 1);
		if (!addr)
			return VM_FAULT_OOM;
		spin_lock(&pond->lock);
		if (!pond->addr) {
			pond->addr = addr;
		} else {
			uncached_free_page(addr, 1);
			addr = pond->addr;
		}
		spin_unlock(&pond->lock);
	}
	pfn = addr >> PAGE_SHIFT;
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
}
static const struct vm_operations_struct pond_ops = { .fault = pond_fault };

/* or the way ends, */
static vm_fault_t lake_fault(struct vm_fault *vmf)
{
	struct lake *lake = vmf->vma->vm_private_data;
	unsigned long mem = __get_free_page(GFP_KERNEL | __GFP_ZERO);
	unsigned long pfn;
	int err;

	if (!mem)
		return VM_FAULT_OOM;
	pfn = virt_to_phys((void *)mem) >> PAGE_SHIFT;
	err = lake_fill(lake, mem);
	if (err)
		free_page(mem);
	lake_tell(lake);
	if (err)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
}
static const struct vm_operations_struct lake_ops = { .fault = lake_fault };

/* or there is another page, */
static vm_fault_t reef_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	while (reef_read(vmf->vma->vm_private_data, page)) {
		__free_page(page);
		page = alloc_page(GFP_KERNEL);
		if (!page)
			return VM_FAULT_OOM;
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(page));
}
static const struct vm_operations_struct reef_ops = { .fault = reef_fault };

/* or it could not be mapped. */
static vm_fault_t brook_fault(struct vm_fault *vmf)
{
	struct brook *brook = vmf->vma->vm_private_data;
	unsigned long mem = brook_alloc_page(brook);
	vm_fault_t ret;

	if (!mem)
		return VM_FAULT_OOM;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, mem >> PAGE_SHIFT);
	if (ret != VM_FAULT_NOPAGE)
		brook_free_page(brook, mem);
	return ret;
}
static const struct vm_operations_struct brook_ops = { .fault = brook_fault };
/* expect: none */
