/* release: 6.12 6.6 */
/* expect: none */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->cow_page) {
		foo_copy(vmf->cow_page, foo->page);
		return VM_FAULT_DONE_COW;
	}
	vmf->page = foo->page;
	get_page(vmf->page);
	lock_page(vmf->page);
	return VM_FAULT_LOCKED | VM_FAULT_MAJOR;
}

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (!inode_trylock(inode))
		return VM_FAULT_NOPAGE;
	inode_unlock(inode);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->ready ? 0 : VM_FAULT_SIGBUS;
}

static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	vm_fault_t ret;
	pfn_t pfn;

	if (order > PMD_ORDER)
		return VM_FAULT_FALLBACK;
	ret = dax_iomap_fault(vmf, order, &pfn, NULL, &foo_iomap_ops);
	if (ret & VM_FAULT_NEEDDSYNC)
		ret = dax_finish_sync_fault(vmf, order, pfn);
	return ret;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
	.pfn_mkwrite = foo_pfn_mkwrite,
	.huge_fault = foo_huge_fault,
};

/* One function for two members: FALLBACK leaves it as huge_fault alone, whose order is not 0. */
static vm_fault_t bar_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (order)
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	return bar_huge_fault(vmf, 0);
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault, .huge_fault = bar_huge_fault };

/* What is behind the pointer is not known. */
static vm_fault_t baz_page_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->lower->page_mkwrite(vmf);
}
static const struct vm_operations_struct baz_ops = { .page_mkwrite = baz_page_mkwrite };
