/* What handlers convert is told of the function that they call, in its own words. */
int block_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf, get_block_t get_block)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vma->vm_file);

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: block_page_mkwrite(), whose result page_mkwrite
 * handlers convert, returns what becomes VM_FAULT_SIGBUS for a page that was truncated: the task gets SIGBUS although
 * the page was only truncated meanwhile; return -EFAULT, which becomes VM_FAULT_NOPAGE, and the access runs again
 */
	}
	folio_mark_dirty(folio);
	return 0;
}
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	return vmf_fs_error(block_page_mkwrite(vmf->vma, vmf, foo_get_block));
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* A code where the helper takes an errno. */
static vm_fault_t mixed_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	int ret = 0;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	folio_mark_dirty(folio);
out:
	sb_end_pagefault(inode->i_sb);
	return vmf_fs_error(ret);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler mixed_page_mkwrite() returns
 * VM_FAULT_SIGBUS for a page that was truncated: the task gets SIGBUS although the page was only truncated meanwhile;
 * vmf_fs_error() takes an errno, and is given VM_FAULT_NOPAGE; give it -EFAULT, and the access runs again
 */
}
static const struct vm_operations_struct mixed_ops = { .page_mkwrite = mixed_page_mkwrite };
