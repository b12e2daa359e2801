/* release: 6.12 5.15 */
/* What is right for one value is wrong for another. */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	vm_fault_t ret = VM_FAULT_RETRY;

	if (foo_wait(page))
		goto out;
	lock_page(page);
	ret = VM_FAULT_LOCKED | VM_FAULT_RETRY;
	if (foo_write(page))
		goto out;
	if (page->mapping != file_inode(vmf->vma->vm_file)->i_mapping) {
		unlock_page(page);
		ret = VM_FAULT_LOCKED | VM_FAULT_NOPAGE;
		goto out;
	}
	ret = VM_FAULT_LOCKED;
out:
	return ret;
/*      ^^^^^^^^^^^ error[fault-code-not-allowed]: page_mkwrite handler foo_page_mkwrite() returns VM_FAULT_LOCKED |
 * VM_FAULT_NOPAGE, VM_FAULT_LOCKED | VM_FAULT_RETRY or VM_FAULT_RETRY: with VM_FAULT_LOCKED | VM_FAULT_NOPAGE: core
 * does not look at VM_FAULT_LOCKED beside a result that ends the fault; the page is unlocked already; leave
 * VM_FAULT_LOCKED out. And with VM_FAULT_LOCKED | VM_FAULT_RETRY: VM_FAULT_RETRY counts as success here, and
 * mmap_lock must stay held; unlock the page and return VM_FAULT_NOPAGE to have the access run again. And with
 * VM_FAULT_RETRY: VM_FAULT_RETRY counts as success here, and mmap_lock must stay held; return VM_FAULT_NOPAGE to have
 * the access run again
 */
}

/* Core hands it on as it is. */
static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	return VM_FAULT_RETRY | VM_FAULT_NOPAGE;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: page_mkwrite handler
 * bar_page_mkwrite() returns VM_FAULT_NOPAGE | VM_FAULT_RETRY: core hands VM_FAULT_RETRY on, also to a
 * caller that did not allow it, which believes that the lock was released; keep the lock and return
 * VM_FAULT_NOPAGE alone
 */
}

static vm_fault_t clean_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (page->mapping != file_inode(vmf->vma->vm_file)->i_mapping) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };
static const struct vm_operations_struct clean_ops = { .page_mkwrite = clean_page_mkwrite };
