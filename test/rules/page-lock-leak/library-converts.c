/* release: 3.10 */
/* expect: none */
/* file: fs/buffer.c */
/* Before 4.3 it makes a result of the op by itself: 0 is VM_FAULT_LOCKED. */
int __block_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf, get_block_t get_block)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vma->vm_file);
	int ret = -EFAULT;

	lock_page(page);
	if (page->mapping != inode->i_mapping)
		goto out_unlock;
	ret = __block_write_begin(page, 0, PAGE_SIZE, get_block);
	if (ret < 0)
		goto out_unlock;
	set_page_dirty(page);
	return 0;
out_unlock:
	unlock_page(page);
	return ret;
}

int block_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf, get_block_t get_block)
{
	struct super_block *sb = file_inode(vma->vm_file)->i_sb;
	int ret;

	sb_start_pagefault(sb);
	file_update_time(vma->vm_file);
	ret = __block_page_mkwrite(vma, vmf, get_block);
	sb_end_pagefault(sb);
	return block_page_mkwrite_return(ret);
}

static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return block_page_mkwrite(vma, vmf, foo_get_block);
}
static const struct vm_operations_struct foo_vm_ops = {
	.page_mkwrite = foo_page_mkwrite,
};
