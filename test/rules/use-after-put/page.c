/* release: 6.12 6.1 */
/* A page that was allocated here goes with the put of its one reference, under whichever name it is known. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct folio *folio = folio_alloc(vmf->gfp_mask | __GFP_ZERO, 0);
	struct page *page;
	int err;

	if (!folio)
		return VM_FAULT_OOM;
	page = &folio->page;
	err = filemap_add_folio(mapping, folio, vmf->pgoff, vmf->gfp_mask);
	if (err) {
		folio_put(folio);
		set_direct_map_default_noflush(page);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: fault handler foo_fault() uses page after folio_put() may
 * have dropped its last reference: the memory may belong to another user; read what is needed first,
 * and make the put the last step
 */
		return vmf_error(err);
	}
	vmf->page = page;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
