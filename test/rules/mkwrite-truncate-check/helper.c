/* release: 6.12 6.1 */
/* The helper of the library has found that the page is gone: what is made of its errno counts. */
static vm_fault_t error_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	ssize_t len;

	folio_lock(folio);
	len = folio_mkwrite_check_truncate(folio, file_inode(vmf->vma->vm_file));
	if (len < 0)
		goto out_unlock;
	folio_mark_dirty(folio);
	return VM_FAULT_LOCKED;
out_unlock:
	folio_unlock(folio);
	return vmf_error(len);
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler error_page_mkwrite() returns
 * VM_FAULT_SIGBUS for a page that was truncated: the task gets SIGBUS although the page was only truncated meanwhile;
 * return VM_FAULT_NOPAGE, and the access runs again
 */
}
static const struct vm_operations_struct error_ops = { .page_mkwrite = error_page_mkwrite };

static vm_fault_t code_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	ssize_t len;

	folio_lock(folio);
	len = folio_mkwrite_check_truncate(folio, file_inode(vmf->vma->vm_file));
	if (len <= 0) {
		folio_unlock(folio);
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler code_page_mkwrite()
 * returns VM_FAULT_SIGBUS for a page that was truncated: the task gets SIGBUS although the page was only truncated
 * meanwhile; return VM_FAULT_NOPAGE, and the access runs again
 */
	}
	folio_mark_dirty(folio);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct code_ops = { .page_mkwrite = code_page_mkwrite };

static vm_fault_t page_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	int len;

	lock_page(page);
	len = page_mkwrite_check_truncate(page, file_inode(vmf->vma->vm_file));
	if (len > 0) {
		set_page_dirty(page);
		return VM_FAULT_LOCKED;
	}
	unlock_page(page);
	return ret;
/*      ^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler page_page_mkwrite() returns VM_FAULT_SIGBUS
 * for a page that was truncated: the task gets SIGBUS although the page was only truncated meanwhile; return
 * VM_FAULT_NOPAGE, and the access runs again
 */
}
static const struct vm_operations_struct page_ops = { .page_mkwrite = page_page_mkwrite };

/* Clean: a converter that knows of it, a code for it, and an error of something else. */
static vm_fault_t clean_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct folio *folio = page_folio(vmf->page);
	ssize_t len;

	folio_lock(folio);
	len = folio_mkwrite_check_truncate(folio, inode);
	if (len < 0)
		goto out_unlock;
	len = foo_prepare(inode, folio, len);
	if (len < 0)
		goto out_unlock;
	folio_mark_dirty(folio);
	return VM_FAULT_LOCKED;
out_unlock:
	folio_unlock(folio);
	return block_page_mkwrite_return(len);
}
static const struct vm_operations_struct clean_ops = { .page_mkwrite = clean_page_mkwrite };

static vm_fault_t other_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct folio *folio = page_folio(vmf->page);
	ssize_t len;
	int err;

	folio_lock(folio);
	len = folio_mkwrite_check_truncate(folio, inode);
	if (len < 0) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	err = foo_prepare(inode, folio, len);
	if (err) {
		folio_unlock(folio);
		return vmf_error(err);
	}
	folio_mark_dirty(folio);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct other_ops = { .page_mkwrite = other_page_mkwrite };
