/* release: 6.12 4.19 */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	set_page_dirty(vmf->page);
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler foo_page_mkwrite() returns VM_FAULT_LOCKED without checking page->mapping after it locked the page: a page truncated meanwhile becomes writable and its data is lost; compare page->mapping and i_size under the lock, and return VM_FAULT_NOPAGE if the page left this mapping or lies beyond i_size
 */
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* Looks before it has the lock, and not again. */
static vm_fault_t early_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (vmf->page->mapping != inode->i_mapping)
		return VM_FAULT_NOPAGE;
	lock_page(vmf->page);
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler early_page_mkwrite() returns VM_FAULT_LOCKED without checking page->mapping after it locked the page: a page truncated meanwhile becomes writable and its data is lost; compare page->mapping and i_size under the lock, and return VM_FAULT_NOPAGE if the page left this mapping or lies beyond i_size
 */
}
static const struct vm_operations_struct early_ops = { .page_mkwrite = early_page_mkwrite };

/* A race is no reason to kill the task. */
static vm_fault_t kill_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler kill_page_mkwrite()
 * returns VM_FAULT_SIGBUS for a page that was truncated: the task gets SIGBUS although the page was only truncated
 * meanwhile; return VM_FAULT_NOPAGE, and the access runs again
 */
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct kill_ops = { .page_mkwrite = kill_page_mkwrite };

/* Looks a page up as fault does. */
static vm_fault_t find_page_mkwrite(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct page *page = find_lock_page(mapping, vmf->pgoff);
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite
 * handler find_page_mkwrite() calls find_lock_page() for the page that faulted: it may find a page other
 * than vmf->page, which core then makes writable; lock vmf->page and check its mapping
 */

	if (!page)
		return VM_FAULT_NOPAGE;
	set_page_dirty(page);
	unlock_page(page);
	put_page(page);
	return 0;
}
static const struct vm_operations_struct find_ops = { .page_mkwrite = find_page_mkwrite };
