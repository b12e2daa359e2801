/* release: 2.6.36 */
/* expect: none */
/* unresolved: 1 */
/* file: fs/buffer.c */
/* Before 3.0 it spells its results out. */
int block_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf, get_block_t get_block)
{
	struct page *page = vmf->page;
	struct inode *inode = vma->vm_file->f_path.dentry->d_inode;
	int ret = VM_FAULT_NOPAGE;

	lock_page(page);
	if (page->mapping != inode->i_mapping || page_offset(page) > i_size_read(inode)) {
		unlock_page(page);
		goto out;
	}
	ret = block_prepare_write(page, 0, PAGE_CACHE_SIZE, get_block);
	if (!ret)
		ret = block_commit_write(page, 0, PAGE_CACHE_SIZE);
	if (unlikely(ret)) {
		unlock_page(page);
		ret = ret == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
	} else
		ret = VM_FAULT_LOCKED;
out:
	return ret;
}

static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return block_page_mkwrite(vma, vmf, foo_get_block);
}
static const struct vm_operations_struct foo_vm_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
};
