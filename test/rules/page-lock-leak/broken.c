/* release: 6.12 5.18 */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping)
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler foo_page_mkwrite()
 * returns VM_FAULT_NOPAGE with folio still locked: it is never unlocked, and the next task that wants the
 * page hangs; unlock it first
 */
	if (foo_reserve(inode)) {
		folio_unlock(folio);
		return VM_FAULT_OOM;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* The success is said with 0, and core locks again. */
static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	vm_fault_t ret = 0;

	lock_page(vmf->page);
	if (!vmf->page->mapping) {
		ret = VM_FAULT_NOPAGE;
		unlock_page(vmf->page);
	}
	return ret;
/*      ^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler bar_page_mkwrite() returns 0 with
 * vmf->page still locked: core waits for ever for the lock; unlock it, or return VM_FAULT_LOCKED
 */
}
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct page *page;

	page = find_lock_page(mapping, vmf->pgoff);
	if (!page)
		return VM_FAULT_SIGBUS;
	if (!PageUptodate(page))
		goto error;
	vmf->page = page;
	return VM_FAULT_LOCKED;
error:
	put_page(page);
	return VM_FAULT_SIGBUS;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: fault handler foo_fault() returns VM_FAULT_SIGBUS
 * with the page still locked: it is never unlocked, and the next task that wants the page hangs; unlock it
 * first
 */
}
static const struct vm_operations_struct fault_ops = { .fault = foo_fault };

/* Locked in a callee. */
static struct page *far_get(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	return vmf->page;
}

static vm_fault_t far_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = far_get(vmf);

	if (!page->mapping)
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler far_page_mkwrite()
 * returns VM_FAULT_NOPAGE with vmf->page still locked: it is never unlocked, and the next task that wants
 * the page hangs; unlock it first
 */
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct far_ops = { .page_mkwrite = far_page_mkwrite };
