/* release: 6.12 5.4 */
/* A function that gives the mapping compares nothing, and a size may be that of a file that has grown again. */
static unsigned int foo_page_length(struct page *page)
{
	loff_t size = i_size_read(page_file_mapping(page)->host);

	if (size > 0 && page_index(page) <= (size - 1) >> PAGE_SHIFT)
		return PAGE_SIZE;
	return 0;
}

static vm_fault_t size_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (foo_page_length(page) == 0) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler size_page_mkwrite() returns VM_FAULT_LOCKED without checking page->mapping after it locked the page: a page truncated meanwhile becomes writable and its data is lost; compare page->mapping under the lock, and return VM_FAULT_NOPAGE if the page left this mapping
 */
}
static const struct vm_operations_struct size_ops = { .page_mkwrite = size_page_mkwrite };

static vm_fault_t early_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (page_mapping(page) != inode->i_mapping)
		return VM_FAULT_NOPAGE;
	lock_page(page);
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler early_page_mkwrite() returns VM_FAULT_LOCKED without checking page->mapping after it locked the page: a page truncated meanwhile becomes writable and its data is lost; compare page->mapping and i_size under the lock, and return VM_FAULT_NOPAGE if the page left this mapping or lies beyond i_size
 */
}
static const struct vm_operations_struct early_ops = { .page_mkwrite = early_page_mkwrite };

/* Clean: what it gives is compared under the lock. */
static vm_fault_t getter_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct address_space *mapping;

	lock_page(page);
	mapping = page_file_mapping(page);
	if (mapping != inode->i_mapping || foo_page_length(page) == 0) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct getter_ops = { .page_mkwrite = getter_page_mkwrite };

static vm_fault_t gone_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (!page_mapping(page)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct gone_ops = { .page_mkwrite = gone_page_mkwrite };
