/* release: 6.12 4.19 */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (vmf->page->mapping != inode->i_mapping)
		return VM_FAULT_NOPAGE;
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[locked-not-locked]: page_mkwrite handler foo_page_mkwrite() returns
 * VM_FAULT_LOCKED, but the page is not locked on this path: core hits VM_BUG_ON and unlocks a page that another task may hold; lock the page, or leave VM_FAULT_LOCKED out
 */
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* Unlocked again on the way out, through a local. */
static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	vm_fault_t ret = VM_FAULT_LOCKED;

	lock_page(page);
	if (!page->mapping)
		ret = VM_FAULT_NOPAGE;
	unlock_page(page);
	return ret;
/*      ^^^^^^^^^^^ error[locked-not-locked]: page_mkwrite handler bar_page_mkwrite() returns
 * VM_FAULT_LOCKED, but the page is not locked on this path: core hits VM_BUG_ON and unlocks a page that another task may hold; lock the page, or leave VM_FAULT_LOCKED out
 */
}
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };

/* The trylock that failed. */
static vm_fault_t try_page_mkwrite(struct vm_fault *vmf)
{
	if (trylock_page(vmf->page) && !vmf->page->mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[locked-not-locked]: page_mkwrite handler try_page_mkwrite() returns
 * VM_FAULT_LOCKED, but the page is not locked on this path: core hits VM_BUG_ON and unlocks a page that another task may hold; lock the page, or leave VM_FAULT_LOCKED out
 */
}
static const struct vm_operations_struct try_ops = { .page_mkwrite = try_page_mkwrite };

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct page *page = find_get_page(vmf->vma->vm_file->f_mapping, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[locked-not-locked]: fault handler foo_fault() returns
 * VM_FAULT_LOCKED, but the page is not locked on this path: core hits VM_BUG_ON and unlocks a page that another task may hold; lock the page, or leave VM_FAULT_LOCKED out
 */
}
static const struct vm_operations_struct fault_ops = { .fault = foo_fault };
