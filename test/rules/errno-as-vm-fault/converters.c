/* release: 6.12 6.6 */
/* Converters turn an errno into bits; a local one is known by what it does, and its holes are found. */
static vm_fault_t foo_error(int err)
{
	switch (err) {
	case 0:
	case -EAGAIN:
	case -EINTR:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return VM_FAULT_SIGBUS;
	}
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo_error(vm_insert_page(vmf->vma, vmf->address, foo->page));
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* A clone with one arm that was forgotten. */
static vm_fault_t bar_error(int err)
{
	switch (err) {
	case 0:
	case -EAGAIN:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return -ENOMEM;
/*              ^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: bar_error() returns -ENOMEM, and fault handler bar_fault()
 * returns that as VM_FAULT bits: return VM_FAULT_OOM instead
 */
	default:
		return VM_FAULT_SIGBUS;
	}
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return bar_error(vm_insert_page(vmf->vma, vmf->address, foo->page));
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

static vm_fault_t fs_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	int err;

	sb_start_pagefault(inode->i_sb);
	err = block_page_mkwrite(vmf->vma, vmf, fs_get_block);
	sb_end_pagefault(inode->i_sb);
	return vmf_fs_error(err);
}
static const struct vm_operations_struct fs_ops = {
	.page_mkwrite = fs_page_mkwrite,
};

static vm_fault_t dropped_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	int err;

	sb_start_pagefault(inode->i_sb);
	err = block_page_mkwrite(vmf->vma, vmf, fs_get_block);
	sb_end_pagefault(inode->i_sb);
	return err;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler dropped_page_mkwrite() returns -EFAULT,
 * -ENOMEM or another errno, but its result is a set of VM_FAULT bits: convert it with vmf_fs_error()
 */
}
static const struct vm_operations_struct dropped_ops = {
	.page_mkwrite = dropped_page_mkwrite,
};

/* The errno of an ERR_PTR. */
static vm_fault_t ptr_fault(struct vm_fault *vmf)
{
	struct folio *folio = foo_get_folio(vmf->pgoff);

	if (IS_ERR(folio))
		return PTR_ERR(folio);
/*		^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler ptr_fault() returns a negative
 * errno, but its result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	vmf->page = folio_page(folio, 0);
	return 0;
}
static const struct vm_operations_struct ptr_ops = { .fault = ptr_fault };

static vm_fault_t ptr_ok_fault(struct vm_fault *vmf)
{
	struct folio *folio = foo_get_folio(vmf->pgoff);

	if (IS_ERR(folio))
		return vmf_error(PTR_ERR(folio));
	vmf->page = folio_page(folio, 0);
	return 0;
}
static const struct vm_operations_struct ptr_ok_ops = { .fault = ptr_ok_fault };
