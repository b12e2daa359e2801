/* release: 6.12 6.1 */
/* expect: none */
struct foo { struct page *page; };

/* The put comes last. */
static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct folio *folio = folio_alloc(vmf->gfp_mask | __GFP_ZERO, 0);
	int err;

	if (!folio)
		return VM_FAULT_OOM;
	err = filemap_add_folio(mapping, folio, vmf->pgoff, vmf->gfp_mask);
	if (err) {
		set_direct_map_default_noflush(&folio->page);
		folio_put(folio);
		return vmf_error(err);
	}
	vmf->page = &folio->page;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct last_ops = { .fault = last_fault };

/* Another reference keeps it: a second one, or that of whoever was handed the page. */
static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return VM_FAULT_OOM;
	get_page(page);
	put_page(page);
	set_direct_map_default_noflush(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };


static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	unsigned long pfn;

	if (!page)
		return VM_FAULT_OOM;
	foo_keep(foo, page);
	put_page(page);
	set_direct_map_default_noflush(page);
	pfn = page_to_pfn(page);
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };
