/* expect: none */
/* The errno that handlers make VM_FAULT_NOPAGE of. */
int block_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf, get_block_t get_block)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vma->vm_file);

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		return -EFAULT;
	}
	folio_mark_dirty(folio);
	return 0;
}
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	return vmf_fs_error(block_page_mkwrite(vmf->vma, vmf, foo_get_block));
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
