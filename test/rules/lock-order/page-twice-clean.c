/* release: 6.1 */
/* expect: none */
/* Given back before, only tried, locked by the callee for who has not done so, or another page. */
static bool foo_is_gone(struct page *page, struct inode *inode)
{
	return page->mapping != inode->i_mapping || page_offset(page) >= i_size_read(inode);
}

static vm_fault_t again_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	lock_page(page);
	if (foo_is_gone(page, inode)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	if (!PageWriteback(page))
		return VM_FAULT_LOCKED;
	unlock_page(page);
	wait_on_page_writeback(page);
	lock_page(page);
	if (foo_is_gone(page, inode)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static vm_fault_t hole_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	lock_page(page);
	if (foo_is_gone(page, inode)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	if (page_has_buffers(page))
		return VM_FAULT_LOCKED;
	unlock_page(page);
	return block_page_mkwrite_return(block_page_mkwrite(vmf->vma, vmf, foo_get_block));
}

static int foo_dirty(struct page *page, struct inode *inode, bool locked)
{
	int err = 0;

	if (!locked)
		lock_page(page);
	if (foo_is_gone(page, inode))
		err = -EIO;
	else
		set_page_dirty(page);
	if (!locked)
		unlock_page(page);
	return err;
}

static vm_fault_t told_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	lock_page(page);
	if (foo_dirty(page, inode, true)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

/* With one of them locked, the other is. */
static vm_fault_t others_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct page *next = foo_next_page(page);

	lock_page(page);
	if (foo_is_gone(page, inode)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	lock_page(next);
	foo_prepare(page, next);
	unlock_page(next);
	return VM_FAULT_LOCKED;
}

/* So it is where each is found anew. */
static vm_fault_t found_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct page *pages[4];
	struct page *one;
	int nr;

	for (nr = 0; nr < 4; nr++) {
		one = find_get_page(inode->i_mapping, page->index + nr);
		if (!one)
			break;
		lock_page(one);
		pages[nr] = one;
	}
	while (nr-- > 0)
		unlock_page(pages[nr]);
	return VM_FAULT_NOPAGE;
}

static vm_fault_t tried_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (!trylock_page(page)) {
		foo_kick(inode);
		lock_page(page);
	}
	if (foo_is_gone(page, inode)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct again_ops = { .page_mkwrite = again_mkwrite };
static const struct vm_operations_struct hole_ops = { .page_mkwrite = hole_mkwrite };
static const struct vm_operations_struct told_ops = { .page_mkwrite = told_mkwrite };
static const struct vm_operations_struct others_ops = { .page_mkwrite = others_mkwrite };
static const struct vm_operations_struct found_ops = { .page_mkwrite = found_mkwrite };
static const struct vm_operations_struct tried_ops = { .page_mkwrite = tried_mkwrite };
