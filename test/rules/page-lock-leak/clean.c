/* release: 6.12 5.18 */
/* expect: none */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_LOCKED;

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping) {
		ret = VM_FAULT_NOPAGE;
		goto unlock;
	}
	if (foo_reserve(inode)) {
		ret = VM_FAULT_OOM;
		goto unlock;
	}
	return ret;
unlock:
	folio_unlock(folio);
	return ret;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* Locked and unlocked on each turn. */
static vm_fault_t loop_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct page *page;

	for (;;) {
		page = find_lock_page(mapping, vmf->pgoff);
		if (!page)
			return VM_FAULT_SIGBUS;
		if (PageUptodate(page))
			break;
		unlock_page(page);
		put_page(page);
	}
	vmf->page = page;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct loop_ops = { .fault = loop_fault };

/* The read unlocks the page when it is done. */
static vm_fault_t read_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct page *page = find_lock_page(mapping, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	mapping->a_ops->read_folio(vmf->vma->vm_file, page_folio(page));
	put_page(page);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct read_ops = { .fault = read_fault };
