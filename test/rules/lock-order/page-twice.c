/* release: 6.1 */
/* The lock of a page is waited for by its holder. */
static bool foo_is_gone(struct page *page, struct inode *inode)
{
	return page->mapping != inode->i_mapping || page_offset(page) >= i_size_read(inode);
}

static vm_fault_t own_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	lock_page(page);
	if (foo_is_gone(page, inode)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	lock_page(page);
/*      ^^^^^^^^^^^^^^^ warning[lock-order]: page_mkwrite handler own_mkwrite() takes the lock of page with that lock
 * held: the task waits for itself for ever; take it once
 */
	return VM_FAULT_LOCKED;
}

/* The folio is that of the page. */
static vm_fault_t folio_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	folio_wait_stable(folio);
	if (folio_lock_killable(folio)) {
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: page_mkwrite handler folio_mkwrite() takes the lock of
 * folio with that lock held: the task waits for itself for ever; take it once
 */
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

/* The library function locks the page of the fault itself. */
static vm_fault_t hole_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);
	int err;

	lock_page(page);
	if (foo_is_gone(page, inode)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	err = block_page_mkwrite(vmf->vma, vmf, foo_get_block);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: page_mkwrite handler
 * hole_mkwrite() calls block_page_mkwrite(), which takes the lock of vmf->page, with that lock held: the task waits
 * for itself for ever; take it once
 */
	if (err)
		unlock_page(page);
	return block_page_mkwrite_return(err);
}

static int foo_dirty(struct page *page, struct inode *inode)
{
	int err = 0;

	lock_page(page);
	if (foo_is_gone(page, inode))
		err = -EIO;
	else
		set_page_dirty(page);
	unlock_page(page);
	return err;
}

static vm_fault_t callee_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	lock_page(page);
	if (foo_is_gone(page, inode)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	if (foo_dirty(page, inode)) {
/*          ^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: page_mkwrite handler callee_mkwrite() calls foo_dirty(), which
 * takes the lock of page, with that lock held: the task waits for itself for ever; take it once
 */
		unlock_page(page);
		return VM_FAULT_SIGBUS;
	}
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct own_ops = { .page_mkwrite = own_mkwrite };
static const struct vm_operations_struct folio_ops = { .page_mkwrite = folio_mkwrite };
static const struct vm_operations_struct hole_ops = { .page_mkwrite = hole_mkwrite };
static const struct vm_operations_struct callee_ops = { .page_mkwrite = callee_mkwrite };
