/* A page without any mapping, whichever way that is asked. */
static vm_fault_t equal_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);

	folio_lock(folio);
	if (unlikely(folio->mapping == NULL)) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	folio_mark_dirty(folio);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct equal_ops = { .page_mkwrite = equal_page_mkwrite };
static vm_fault_t turned_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (!(NULL != page->mapping) || page_offset(page) >= i_size_read(file_inode(vmf->vma->vm_file))) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct turned_ops = { .page_mkwrite = turned_page_mkwrite };
static vm_fault_t wrong_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (page->mapping == NULL) {
		unlock_page(page);
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler wrong_page_mkwrite()
 * returns VM_FAULT_SIGBUS for a page that was truncated: the task gets SIGBUS although the page was only truncated
 * meanwhile; return VM_FAULT_NOPAGE, and the access runs again
 */
	}
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct wrong_ops = { .page_mkwrite = wrong_page_mkwrite };
