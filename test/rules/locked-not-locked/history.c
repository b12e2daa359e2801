/* release: 6.12 6.1 */

/* An early success in the variable meets an error path that unlocks. */
static vm_fault_t net_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct address_space *mapping;
	vm_fault_t ret = VM_FAULT_LOCKED;

	folio_lock(folio);
	mapping = folio->mapping;
	if (mapping != file_inode(vmf->vma->vm_file)->i_mapping)
		goto out_unlock;
	folio_wait_writeback(folio);
	if (net_flush(vmf->vma->vm_file, folio) == 0)
		goto out;
	ret = VM_FAULT_SIGBUS;
out_unlock:
	folio_unlock(folio);
out:
	return ret;
/*      ^^^^^^^^^^^ error[locked-not-locked]: page_mkwrite handler net_mkwrite() returns
 * VM_FAULT_LOCKED, but the page is not locked on this path: core hits VM_BUG_ON and unlocks a page that another task may hold; lock the page, or leave VM_FAULT_LOCKED
 * out */
}
static const struct vm_operations_struct net_mkwrite_ops = { .page_mkwrite = net_mkwrite };

static vm_fault_t good_net_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct address_space *mapping;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	folio_lock(folio);
	mapping = folio->mapping;
	if (mapping != file_inode(vmf->vma->vm_file)->i_mapping)
		goto out_unlock;
	folio_wait_writeback(folio);
	if (net_flush(vmf->vma->vm_file, folio) == 0) {
		ret = VM_FAULT_LOCKED;
		goto out;
	}
	ret = VM_FAULT_SIGBUS;
out_unlock:
	folio_unlock(folio);
out:
	return ret;
}
static const struct vm_operations_struct good_net_mkwrite_ops = { .page_mkwrite = good_net_mkwrite };

/* A failed trylock is no lock. */
static vm_fault_t try_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	if (!trylock_page(page))
		goto locked;
	if (page->mapping != file_inode(vmf->vma->vm_file)->i_mapping) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
locked:
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[locked-not-locked]: page_mkwrite handler try_mkwrite() returns
 * VM_FAULT_LOCKED, but the page is not locked on this path: core hits VM_BUG_ON and unlocks a page that another task may hold; lock the page, or leave VM_FAULT_LOCKED
 * out */
}
static const struct vm_operations_struct try_mkwrite_ops = { .page_mkwrite = try_mkwrite };

static vm_fault_t good_try_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	if (!trylock_page(page))
		return VM_FAULT_NOPAGE;
	if (page->mapping != file_inode(vmf->vma->vm_file)->i_mapping) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct good_try_mkwrite_ops = { .page_mkwrite = good_try_mkwrite };
