/* release: 6.12 6.1 */
/* A fault that fails keeps the page that it took: neither core nor anybody else puts it. */
static vm_fault_t inline_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct page *page;
	int err;

	page = find_or_create_page(inode->i_mapping, vmf->pgoff, GFP_KERNEL);
	if (!page)
		return VM_FAULT_OOM;
	err = pagefs_fill(inode, page);
	if (err < 0) {
		unlock_page(page);
		return vmf_error(err);
/*              ^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: inline_fault() fails here and keeps what
 * find_or_create_page() took: nothing puts the reference any more, and the page is never freed; put it before this
 * return
 */
	}
	unlock_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct inline_ops = { .fault = inline_fault };

/* A new page, by a pointer into its folio. */
static vm_fault_t fresh_fault(struct vm_fault *vmf)
{
	struct store *store = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_LOCKED;
	struct folio *folio;
	struct page *page;
	int err;

	mutex_lock(&store->mutex);
	folio = folio_alloc(GFP_KERNEL, 0);
	if (!folio) {
		ret = VM_FAULT_OOM;
		goto out;
	}
	if (!store_account(store, folio)) {
		folio_put(folio);
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	page = &folio->page;
	err = store_hide(page);
	if (err) {
		ret = vmf_error(err);
		goto out;
	}
	folio_lock(folio);
	vmf->page = page;
out:
	mutex_unlock(&store->mutex);
	return ret;
/*      ^^^^^^^^^^^ warning[resource-leak]: fresh_fault() fails here and keeps what folio_alloc() took, which it gives
 * back on another way out (folio_put()): nothing puts the reference any more, and the page is never freed; put it
 * before this return
 */
}
static const struct vm_operations_struct fresh_ops = { .fault = fresh_fault };

/* Found in a callee, and left on its error path. */
static struct page *lookup(struct store *store, pgoff_t index)
{
	struct page *page = find_get_page(store->mapping, index);

	if (!page)
		return ERR_PTR(-ENOENT);
	if (PageError(page))
		return ERR_PTR(-EIO);
/*              ^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: lookup() fails here and keeps what find_get_page() took:
 * nothing puts the reference any more, and the page is never freed; put it before this return
 */
	return page;
}
static vm_fault_t callee_fault(struct vm_fault *vmf)
{
	struct page *page = lookup(vmf->vma->vm_private_data, vmf->pgoff);

	if (IS_ERR(page))
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct callee_ops = { .fault = callee_fault };
