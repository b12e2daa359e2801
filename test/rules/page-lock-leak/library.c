/* What handlers convert is told of the function that they call. */
int block_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf, get_block_t get_block)
{
	struct folio *folio = page_folio(vmf->page);

	folio_lock(folio);
	if (folio->mapping != file_inode(vma->vm_file)->i_mapping)
		return -EFAULT;
/*              ^^^^^^^^^^^^^^^ error[page-lock-leak]: block_page_mkwrite(), whose result page_mkwrite handlers
 * convert, returns what becomes VM_FAULT_NOPAGE with folio still locked: it is never unlocked, and the next task that wants the
 * page hangs; unlock it first
 */
	folio_mark_dirty(folio);
	return 0;
}
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	return vmf_fs_error(block_page_mkwrite(vmf->vma, vmf, foo_get_block));
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
