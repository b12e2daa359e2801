/* release: 6.12 6.1 */
struct foo_req { unsigned int new_page; };

static int foo_create(struct foo *c)
{
	struct foo_req req = { .new_page = 1 };
	int err = foo_budget_space(c, &req);

	if (err)
		return err;
	err = foo_write_node(c);
	if (err)
		foo_release_budget(c, &req);
	return err;
}

static int foo_truncate(struct foo *c)
{
	struct foo_req req = { .new_page = 1 };
	int err = foo_budget_space(c, &req);

	if (err)
		return err;
	err = foo_write_node(c);
	foo_release_budget(c, &req);
	return err;
}

/* What the others give back it keeps where the page was truncated. */
static vm_fault_t lost_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct foo *c = FOO_I(inode);
	struct foo_req req = { .new_page = 1 };

	if (foo_budget_space(c, &req))
		return VM_FAULT_SIGBUS;
	folio_lock(folio);
	if (folio->mapping != inode->i_mapping) {
		folio_unlock(folio);
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: lost_page_mkwrite() fails here and keeps what
 * foo_budget_space() took, which others in this file give back (foo_release_budget()): it stays taken; give it back
 * before this return
 */
	}
	filemap_dirty_folio(folio->mapping, folio);
	foo_convert_budget(c);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct lost_ops = { .page_mkwrite = lost_page_mkwrite };

/* Clean: it gives it back, too; one other function does it alone. */
static vm_fault_t clean_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct foo *c = FOO_I(inode);
	struct foo_req req = { .new_page = 1 };
	vm_fault_t ret = VM_FAULT_LOCKED;

	if (foo_budget_space(c, &req))
		return VM_FAULT_SIGBUS;
	folio_lock(folio);
	if (folio->mapping != inode->i_mapping) {
		folio_unlock(folio);
		foo_release_budget(c, &req);
		ret = VM_FAULT_NOPAGE;
	} else {
		filemap_dirty_folio(folio->mapping, folio);
		foo_convert_budget(c);
	}
	return ret;
}
static const struct vm_operations_struct clean_ops = { .page_mkwrite = clean_page_mkwrite };

static int foo_warm(struct foo *c)
{
	int err = foo_cache_fill(c);

	if (err)
		return err;
	err = foo_write_node(c);
	foo_release_cache(c);
	return err;
}

static vm_fault_t alone_fault(struct vm_fault *vmf)
{
	struct foo *c = vmf->vma->vm_private_data;

	if (foo_cache_fill(c) || !c->page)
		return VM_FAULT_SIGBUS;
	get_page(c->page);
	vmf->page = c->page;
	return 0;
}
static const struct vm_operations_struct alone_ops = { .fault = alone_fault };
