/* release: 6.12 */
/* A fault that waits for the inode is as bad. */
static ssize_t foo_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct inode *inode = file_inode(iocb->ki_filp);
	ssize_t ret;

	inode_lock(inode);
	ret = iomap_file_buffered_write(iocb, from, &foo_iomap_ops, NULL);
	inode_unlock(inode);
	return ret;
}

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	inode_lock_shared(inode);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: page_mkwrite handler foo_page_mkwrite() takes
 * &inode->i_rwsem under mmap_lock, and foo_write_iter() holds it over iomap_file_buffered_write(), which may take
 * mmap_lock: two tasks may wait for each other for ever; release the lock before user memory is touched
 */
	ret = iomap_page_mkwrite(vmf, &foo_iomap_ops);
	inode_unlock_shared(inode);
	sb_end_pagefault(inode->i_sb);
	return ret;
}

static const struct vm_operations_struct foo_vm_ops = {
	.page_mkwrite = foo_page_mkwrite,
};
static const struct file_operations foo_fops = { .write_iter = foo_write_iter };
