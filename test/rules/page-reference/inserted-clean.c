/* release: 6.12 4.18 */
/* file: drivers/one/none.c */
/* None is taken. */
static vm_fault_t mixed_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;

	if (vmf->pgoff >= buf->nr_pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed(vmf->vma, vmf->address, page_to_pfn_t(buf->pages[vmf->pgoff]));
}
static const struct vm_operations_struct mixed_ops = { .fault = mixed_fault };

/* It goes to core in vmf->page. */
static vm_fault_t given_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= buf->nr_pages)
		return VM_FAULT_SIGBUS;
	page = buf->pages[vmf->pgoff];
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct given_ops = { .fault = given_fault };

/* The driver keeps what it has taken, */
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= buf->nr_pages)
		return VM_FAULT_SIGBUS;
	page = buf->pages[vmf->pgoff];
	get_page(page);
	buf->mapped[vmf->pgoff] = page;
	return vmf_insert_mixed(vmf->vma, vmf->address, page_to_pfn_t(page));
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

/* and a page that was made here is its own. */
static vm_fault_t made_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_HIGHUSER | __GFP_ZERO);

	if (!page)
		return VM_FAULT_OOM;
	return vmf_insert_mixed(vmf->vma, vmf->address, page_to_pfn_t(page));
}
static const struct vm_operations_struct made_ops = { .fault = made_fault };

/* file: drivers/two/puts.c */
/* Something else puts it. */
static vm_fault_t put_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= buf->nr_pages)
		return VM_FAULT_SIGBUS;
	page = buf->pages[vmf->pgoff];
	get_page(page);
	return vmf_insert_mixed(vmf->vma, vmf->address, page_to_pfn_t(page));
}
static void put_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;
	unsigned long n;

	for (n = 0; n < buf->nr_pages; n++)
		while (page_count(buf->pages[n]) > 1)
			put_page(buf->pages[n]);
}
static const struct vm_operations_struct put_ops = { .fault = put_fault, .close = put_close };
/* expect: none */
