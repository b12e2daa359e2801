/* release: 6.12 6.6 */
/* File systems: the shapes of journalled, extent, network and DAX handlers, right and with one slip each. */

/* A journalled file system: the retry loop and the errno conversion at the end. */
static vm_fault_t jfs_page_mkwrite(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vma->vm_file);
	struct address_space *mapping = inode->i_mapping;
	handle_t *handle;
	vm_fault_t ret;
	int retries = 0;
	int err;

	if (unlikely(IS_IMMUTABLE(inode)))
		return VM_FAULT_SIGBUS;
	sb_start_pagefault(inode->i_sb);
	file_update_time(vma->vm_file);
	filemap_invalidate_lock_shared(mapping);

	err = jfs_convert_inline(inode);
	if (err)
		goto out_ret;

	if (jfs_delalloc(inode)) {
		do {
			err = block_page_mkwrite(vma, vmf, jfs_da_get_block);
		} while (err == -ENOSPC && jfs_should_retry(inode->i_sb, &retries));
		goto out_ret;
	}

	folio_lock(folio);
	if (folio->mapping != mapping || folio_pos(folio) > i_size_read(inode)) {
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	folio_unlock(folio);
retry_alloc:
	handle = jfs_journal_start(inode, 4);
	if (IS_ERR(handle)) {
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	err = block_page_mkwrite(vma, vmf, jfs_get_block);
	jfs_journal_stop(handle);
	if (err == -ENOSPC && jfs_should_retry(inode->i_sb, &retries))
		goto retry_alloc;
out_ret:
	ret = vmf_fs_error(err);
out:
	filemap_invalidate_unlock_shared(mapping);
	sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct jfs_ops = { .page_mkwrite = jfs_page_mkwrite };

/* The conversion at out_ret is gone. */
static vm_fault_t jfs2_page_mkwrite(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vma->vm_file);
	struct address_space *mapping = inode->i_mapping;
	handle_t *handle;
	vm_fault_t ret;
	int retries = 0;
	int err;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vma->vm_file);
	filemap_invalidate_lock_shared(mapping);
	folio_lock(folio);
	if (folio->mapping != mapping || folio_pos(folio) > i_size_read(inode)) {
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	folio_unlock(folio);
retry_alloc:
	handle = jfs_journal_start(inode, 4);
	if (IS_ERR(handle)) {
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	err = block_page_mkwrite(vma, vmf, jfs_get_block);
	jfs_journal_stop(handle);
	if (err == -ENOSPC && jfs_should_retry(inode->i_sb, &retries))
		goto retry_alloc;
	ret = err;
out:
	filemap_invalidate_unlock_shared(mapping);
	sb_end_pagefault(inode->i_sb);
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler jfs2_page_mkwrite() returns -EFAULT, -ENOMEM,
 * -ENOSPC or another errno, but its result is a set of VM_FAULT bits: convert it with vmf_fs_error()
 */
}
static const struct vm_operations_struct jfs2_ops = { .page_mkwrite = jfs2_page_mkwrite };

/* The journal's own error instead of VM_FAULT_SIGBUS. */
static vm_fault_t jfs3_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret;
	handle_t *handle;
	int err;

	sb_start_pagefault(inode->i_sb);
	handle = jfs_journal_start(inode, 4);
	if (IS_ERR(handle)) {
		ret = PTR_ERR(handle);
		goto out;
	}
	err = block_page_mkwrite(vmf->vma, vmf, jfs_get_block);
	jfs_journal_stop(handle);
	ret = vmf_fs_error(err);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler jfs3_page_mkwrite() returns a negative
 * errno, but its result is a set of VM_FAULT bits: convert it with vmf_fs_error()
 */
}
static const struct vm_operations_struct jfs3_ops = { .page_mkwrite = jfs3_page_mkwrite };

/* An extent file system: helper that tells DAX from the page cache. */
static inline vm_fault_t efs_dax_fault(struct vm_fault *vmf, unsigned int order, bool write, pfn_t *pfn)
{
	return dax_iomap_fault(vmf, order, pfn, NULL, write ? &efs_write_ops : &efs_read_ops);
}

static vm_fault_t __efs_fault(struct vm_fault *vmf, unsigned int order, bool write)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret;

	if (write) {
		sb_start_pagefault(inode->i_sb);
		file_update_time(vmf->vma->vm_file);
	}
	filemap_invalidate_lock_shared(inode->i_mapping);
	if (IS_DAX(inode)) {
		pfn_t pfn;

		ret = efs_dax_fault(vmf, order, write, &pfn);
		if (ret & VM_FAULT_NEEDDSYNC)
			ret = dax_finish_sync_fault(vmf, order, pfn);
	} else if (write) {
		ret = iomap_page_mkwrite(vmf, &efs_page_mkwrite_ops);
	} else {
		ret = filemap_fault(vmf);
	}
	filemap_invalidate_unlock_shared(inode->i_mapping);
	if (write)
		sb_end_pagefault(inode->i_sb);
	return ret;
}

static vm_fault_t efs_fault(struct vm_fault *vmf)
{
	return __efs_fault(vmf, 0, IS_DAX(file_inode(vmf->vma->vm_file)) && (vmf->flags & FAULT_FLAG_WRITE));
}

static vm_fault_t efs_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (!IS_DAX(file_inode(vmf->vma->vm_file)))
		return -EOPNOTSUPP;
/*		^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: huge_fault handler efs_huge_fault() returns
 * -EOPNOTSUPP, but its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return __efs_fault(vmf, order, vmf->flags & FAULT_FLAG_WRITE);
}

static vm_fault_t efs_huge_ok_fault(struct vm_fault *vmf, unsigned int order)
{
	if (!IS_DAX(file_inode(vmf->vma->vm_file)))
		return VM_FAULT_FALLBACK;
	return __efs_fault(vmf, order, vmf->flags & FAULT_FLAG_WRITE);
}

static vm_fault_t efs_page_mkwrite(struct vm_fault *vmf)
{
	if (efs_is_shutdown(file_inode(vmf->vma->vm_file)))
		return -EIO;
/*		^^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler efs_page_mkwrite() returns -EIO,
 * but its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return __efs_fault(vmf, 0, true);
}

static vm_fault_t efs_page_ok_mkwrite(struct vm_fault *vmf)
{
	if (efs_is_shutdown(file_inode(vmf->vma->vm_file)))
		return VM_FAULT_SIGBUS;
	return __efs_fault(vmf, 0, true);
}

static const struct vm_operations_struct efs_ops = {
	.fault = efs_fault,
	.huge_fault = efs_huge_fault,
	.page_mkwrite = efs_page_mkwrite,
};

static const struct vm_operations_struct efs_ok_ops = {
	.fault = efs_fault,
	.huge_fault = efs_huge_ok_fault,
	.page_mkwrite = efs_page_ok_mkwrite,
};

/* A network file system: ret starts as NOPAGE, and the write path has an int of its own. */
static int nfx_update_folio(struct file *file, struct folio *folio)
{
	struct nfx_request *request = nfx_request_create(folio);

	if (IS_ERR(request))
		return PTR_ERR(request);
	nfx_request_add(request);
	return 0;
}

static vm_fault_t nfx_page_mkwrite(struct vm_fault *vmf)
{
	struct file *file = vmf->vma->vm_file;
	struct inode *inode = file_inode(file);
	vm_fault_t ret = VM_FAULT_NOPAGE;
	struct folio *folio = page_folio(vmf->page);

	sb_start_pagefault(inode->i_sb);
	if (folio_test_private_2(folio) && folio_wait_private_2_killable(folio) < 0) {
		ret = VM_FAULT_RETRY;
		goto out;
	}
	folio_lock(folio);
	if (folio->mapping != inode->i_mapping)
		goto out_unlock;
	folio_wait_writeback(folio);
	ret = VM_FAULT_LOCKED;
	if (nfx_update_folio(file, folio) == 0)
		goto out;
	ret = VM_FAULT_SIGBUS;
out_unlock:
	folio_unlock(folio);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct nfx_ops = { .page_mkwrite = nfx_page_mkwrite };

static vm_fault_t nfx2_page_mkwrite(struct vm_fault *vmf)
{
	struct file *file = vmf->vma->vm_file;
	struct inode *inode = file_inode(file);
	vm_fault_t ret = VM_FAULT_NOPAGE;
	struct folio *folio = page_folio(vmf->page);
	int err;

	sb_start_pagefault(inode->i_sb);
	folio_lock(folio);
	if (folio->mapping != inode->i_mapping)
		goto out_unlock;
	folio_wait_writeback(folio);
	err = nfx_update_folio(file, folio);
	ret = err ? err : VM_FAULT_LOCKED;
	if (!err)
		goto out;
out_unlock:
	folio_unlock(folio);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler nfx2_page_mkwrite() returns a negative
 * errno, but its result is a set of VM_FAULT bits: convert it with vmf_fs_error()
 */
}
static const struct vm_operations_struct nfx2_ops = { .page_mkwrite = nfx2_page_mkwrite };
/* file: mm/filemap.c */
vm_fault_t filemap_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
