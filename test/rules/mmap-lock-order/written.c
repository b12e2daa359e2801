/* release: 6.12 */
/* write() holds the lock of the inode while the pages that it copies from are faulted in. */
static ssize_t foo_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct inode *inode = file_inode(iocb->ki_filp);
	ssize_t ret;

	if (!inode_trylock(inode)) {
		if (iocb->ki_flags & IOCB_NOWAIT)
			return -EAGAIN;
		inode_lock(inode);
	}
	ret = generic_write_checks(iocb, from);
	if (ret > 0)
		ret = __generic_file_write_iter(iocb, from);
	inode_unlock(inode);
	return ret;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct inode *inode = file_inode(file);
	int err;

	inode_lock(inode);
/*      ^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: foo_mmap() takes &inode->i_rwsem under mmap_lock, and
 * foo_write_iter() holds it over __generic_file_write_iter(), which may take mmap_lock: two tasks may wait for each
 * other for ever; release the lock before user memory is touched
 */
	err = foo_extend(inode, vma->vm_end - vma->vm_start);
	inode_unlock(inode);
	if (err)
		return err;
	return generic_file_mmap(file, vma);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap, .write_iter = foo_write_iter };
