/* release: 6.12 6.1 */
/* The length of what lies in the file is worked out, and nobody looks whether the page lies in it at all. */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);
	u64 offset = page_offset(page);
	vm_fault_t ret = VM_FAULT_LOCKED;
	unsigned int length;
	loff_t size;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	size = i_size_read(inode);
	length = PAGE_SIZE;
	if (size - offset < PAGE_SIZE)
/*          ^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler foo_page_mkwrite() works with the size
 * of the file (size - offset) and never compares the start of the page with it: a page that was truncated meanwhile
 * begins behind i_size, gets a wrong length and becomes writable; compare, and return VM_FAULT_NOPAGE if it does
 */
		length = size - offset;
	foo_reserve(inode, offset, length);
	lock_page(page);
	if (page->mapping != inode->i_mapping) {
		unlock_page(page);
		ret = VM_FAULT_NOPAGE;
	}
	sb_end_pagefault(inode->i_sb);
	return ret;
}

/* The last page of the file is another question. */
static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_LOCKED;
	loff_t size;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	folio_lock(folio);
	size = i_size_read(inode);
	if (folio->mapping != inode->i_mapping) {
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	if (folio->index == (size - 1) >> PAGE_SHIFT)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler
 * bar_page_mkwrite() works with the size of the file (folio->index == (size - 1) >> PAGE_SHIFT) and never compares
 * the start of the page with it: a page that was truncated meanwhile begins behind i_size, gets a wrong length and
 * becomes writable; compare, and return VM_FAULT_NOPAGE if it does
 */
		folio_zero_segment(folio, size & ~PAGE_MASK, PAGE_SIZE);
	folio_mark_dirty(folio);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
}

static vm_fault_t compared_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_LOCKED;
	loff_t size;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	folio_lock(folio);
	size = i_size_read(inode);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= size) {
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	if (folio->index == (size - 1) >> PAGE_SHIFT)
		folio_zero_segment(folio, size & ~PAGE_MASK, PAGE_SIZE);
	folio_mark_dirty(folio);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
}

/* What is left of the file is asked. */
static vm_fault_t rest_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_LOCKED;
	loff_t left;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	folio_lock(folio);
	left = i_size_read(inode) - folio_pos(folio);
	if (folio->mapping != inode->i_mapping || left <= 0) {
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	if (left < PAGE_SIZE)
		folio_zero_segment(folio, left, PAGE_SIZE);
	folio_mark_dirty(folio);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
}

/* In pages, by a function of its own. */
static vm_fault_t pages_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	pgoff_t end = DIV_ROUND_UP(i_size_read(inode), PAGE_SIZE);

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio->index >= end) {
		folio_unlock(folio);
		sb_end_pagefault(inode->i_sb);
		return VM_FAULT_NOPAGE;
	}
	folio_mark_dirty(folio);
	sb_end_pagefault(inode->i_sb);
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };
static const struct vm_operations_struct compared_ops = { .page_mkwrite = compared_page_mkwrite };
static const struct vm_operations_struct rest_ops = { .page_mkwrite = rest_page_mkwrite };
static const struct vm_operations_struct pages_ops = { .page_mkwrite = pages_page_mkwrite };
