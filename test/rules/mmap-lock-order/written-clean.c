/* release: 6.12 */
/* expect: none */
/* mmap does not wait for the inode. */
static ssize_t foo_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct inode *inode = file_inode(iocb->ki_filp);
	ssize_t ret;

	inode_lock(inode);
	ret = generic_write_checks(iocb, from);
	if (ret > 0)
		ret = generic_perform_write(iocb, from);
	inode_unlock(inode);
	return ret;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct inode *inode = file_inode(file);
	int err;

	if (!inode_trylock(inode))
		return -EAGAIN;
	err = foo_extend(inode, vma->vm_end - vma->vm_start);
	inode_unlock(inode);
	if (err)
		return err;
	return generic_file_mmap(file, vma);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap, .write_iter = foo_write_iter };
