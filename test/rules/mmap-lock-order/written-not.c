/* release: 6.12 */
/* expect: none */
/* A file that nobody writes to: what holds the lock of the inode touches no user memory. */
static long foo_fallocate(struct file *file, int mode, loff_t offset, loff_t len)
{
	struct inode *inode = file_inode(file);
	long ret;

	inode_lock(inode);
	ret = foo_reserve(inode, offset, len);
	inode_unlock(inode);
	return ret;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct inode *inode = file_inode(file);
	int err;

	inode_lock(inode);
	err = foo_reserve(inode, 0, vma->vm_end - vma->vm_start);
	inode_unlock(inode);
	return err;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap, .fallocate = foo_fallocate };
