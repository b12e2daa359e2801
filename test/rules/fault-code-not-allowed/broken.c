/* release: 6.12 6.6 */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!foo->ready)
		return VM_FAULT_FALLBACK;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: fault handler foo_fault() returns
 * VM_FAULT_FALLBACK: only a huge fault can fall back: the architecture fault code has no branch for this
 * bit here and ends in BUG(); return VM_FAULT_SIGBUS, or install a small entry
 */
	if (foo->synchronous)
		return VM_FAULT_NEEDDSYNC;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: fault handler foo_fault()
 * returns VM_FAULT_NEEDDSYNC: it is private to DAX and must be turned into a final result by
 * dax_finish_sync_fault() inside the handler
 */
	if (foo->copied)
		return VM_FAULT_DONE_COW;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: fault handler foo_fault() returns
 * VM_FAULT_DONE_COW: core tests it only when it has handed over a cow_page, and would use vmf->page here;
 * copy into vmf->cow_page or return the page
 */
	vmf->page = foo->page;
	get_page(vmf->page);
	return 0;
}

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (!inode_trylock(inode))
		return VM_FAULT_RETRY;
/*              ^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: page_mkwrite handler foo_page_mkwrite() returns
 * VM_FAULT_RETRY: VM_FAULT_RETRY counts as success here, and mmap_lock must stay held; return VM_FAULT_NOPAGE to have
 * the access run again
 */
	inode_unlock(inode);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_LOCKED | VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: page_mkwrite handler
 * foo_page_mkwrite() returns VM_FAULT_LOCKED | VM_FAULT_NOPAGE: core does not look at VM_FAULT_LOCKED beside a result
 * that ends the fault; the page is unlocked already; leave VM_FAULT_LOCKED out
 */
	}
	return VM_FAULT_LOCKED;
}

static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	if (!foo->ready)
		ret = VM_FAULT_RETRY;
	return ret;
/*      ^^^^^^^^^^^ error[fault-code-not-allowed]: pfn_mkwrite handler foo_pfn_mkwrite() returns VM_FAULT_RETRY:
 * VM_FAULT_RETRY counts as success here, and mmap_lock must stay held; wait here instead, or return VM_FAULT_SIGBUS
 */
}

static vm_fault_t foo_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->ready ? 0 : VM_FAULT_RETRY;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: map_pages handler
 * foo_map_pages() returns VM_FAULT_RETRY: core would believe that the lock is released; return 0 and let
 * fault do it
 */
}

static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	return order ? VM_FAULT_FALLBACK : VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: huge_fault
 * handler foo_huge_fault() returns VM_FAULT_LOCKED: core ignores vmf->page here: the page would stay
 * locked for ever; unlock the page and leave the bit out
 */
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
	.pfn_mkwrite = foo_pfn_mkwrite,
	.map_pages = foo_map_pages,
	.huge_fault = foo_huge_fault,
};

/* Only core says COMPLETED. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	mmap_read_unlock(vmf->vma->vm_mm);
	return VM_FAULT_COMPLETED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: fault handler bar_fault() returns
 * VM_FAULT_COMPLETED: only core says it, together with a lock that it has already dropped; leave the bit
 * out
 */
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
