/* release: 6.12 5.18 */
/* expect: none */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct page *page = find_lock_page(vmf->vma->vm_file->f_mapping, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct fault_ops = { .fault = foo_fault };

/* A callee locks it. */
static vm_fault_t inner_page_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	if (!vmf->page->mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static vm_fault_t outer_page_mkwrite(struct vm_fault *vmf)
{
	vm_fault_t ret = inner_page_mkwrite(vmf);

	if (ret & VM_FAULT_ERROR)
		foo_failed(ret);
	return ret;
}
static const struct vm_operations_struct outer_ops = { .page_mkwrite = outer_page_mkwrite };

/* Somebody who was handed the page may have locked it. */
static vm_fault_t far_page_mkwrite(struct vm_fault *vmf)
{
	if (foo_take(vmf->page))
		return VM_FAULT_NOPAGE;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct far_ops = { .page_mkwrite = far_page_mkwrite };

/* A trylock that failed ends the call. */
static vm_fault_t try_page_mkwrite(struct vm_fault *vmf)
{
	if (!trylock_page(vmf->page))
		return VM_FAULT_NOPAGE;
	if (!vmf->page->mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct try_ops = { .page_mkwrite = try_page_mkwrite };

/* The page that is locked may be the same under another name. */
static vm_fault_t named_mkwrite(struct vm_fault *vmf)
{
	struct foo_page *own = foo_find(vmf->vma->vm_private_data, vmf->pgoff);

	lock_page(own->page);
	if (own->page->mapping != vmf->vma->vm_file->f_mapping) {
		unlock_page(own->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct named_ops = { .page_mkwrite = named_mkwrite };

/* The callee gives up the page that it took itself, or one that only looks like that of the fault. */
static int convert(struct inode *inode, struct page *page)
{
	struct page *own = page;
	int err;

	if (!page || page->index != 0) {
		own = grab_cache_page(inode->i_mapping, 0);
		if (!own)
			return -ENOMEM;
	}
	err = foo_convert(inode, own);
	if (!page || page->index != 0)
		unlock_page(own);
	return err;
}
static vm_fault_t converting_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (convert(inode, vmf->page))
		return VM_FAULT_SIGBUS;
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct converting_ops = { .page_mkwrite = converting_mkwrite };
