/* release: 6.12 5.18 */
/* expect: none */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	folio_mark_dirty(folio);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* The test stands in a callee. */
static bool bar_truncated(struct page *page, struct inode *inode)
{
	return page->mapping != inode->i_mapping;
}

static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	if (bar_truncated(vmf->page, file_inode(vmf->vma->vm_file))) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };

/* With 0 core locks the page and looks itself. */
static vm_fault_t zero_page_mkwrite(struct vm_fault *vmf)
{
	set_page_dirty(vmf->page);
	return 0;
}
static const struct vm_operations_struct zero_ops = { .page_mkwrite = zero_page_mkwrite };

static vm_fault_t lib_page_mkwrite(struct vm_fault *vmf)
{
	return filemap_page_mkwrite(vmf);
}
static const struct vm_operations_struct lib_ops = { .page_mkwrite = lib_page_mkwrite };

/* Somebody who is handed the fault may look. */
static vm_fault_t far_page_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	if (foo_gone(vmf)) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct far_ops = { .page_mkwrite = far_page_mkwrite };
