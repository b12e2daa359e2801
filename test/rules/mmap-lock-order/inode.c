/* release: 6.12 */
/* file: fs/foo/file.c */
/* inode_lock() is the inode's own lock, by a function that does not name it. */
static ssize_t foo_write(struct file *file, const char __user *buf, size_t n, loff_t *pos)
{
	struct inode *inode = file_inode(file);
	ssize_t ret = n;

	inode_lock(inode);
	if (copy_from_user(inode->i_private, buf, n))
		ret = -EFAULT;
	inode_unlock(inode);
	return ret;
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct inode *inode = vmf->vma->vm_file->f_mapping->host;
	vm_fault_t ret;

	inode_lock(inode);
/*      ^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: fault handler foo_fault() takes &inode->i_rwsem under mmap_lock,
 * and foo_write() holds it over copy_from_user(), which may take mmap_lock: two tasks may wait for each other for
 * ever; release the lock before user memory is touched
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo_pfn(inode, vmf->pgoff));
	inode_unlock(inode);
	return ret;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* file: fs/bar/file.c */
/* Clean: the inodes of another file system; here both only read. */
static ssize_t bar_read(struct file *file, char __user *buf, size_t n, loff_t *pos)
{
	struct inode *inode = file_inode(file);
	ssize_t ret = n;

	inode_lock_shared(inode);
	if (copy_to_user(buf, inode->i_private, n))
		ret = -EFAULT;
	inode_unlock_shared(inode);
	return ret;
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct inode *inode = vmf->vma->vm_file->f_mapping->host;
	vm_fault_t ret;

	inode_lock_shared(inode);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, bar_pfn(inode, vmf->pgoff));
	inode_unlock_shared(inode);
	return ret;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* file: fs/baz/file.c */
/* Clean: what is taken under mmap_lock is held over no access to user memory. */
static ssize_t baz_write(struct file *file, const char __user *buf, size_t n, loff_t *pos)
{
	struct inode *inode = file_inode(file);

	if (copy_from_user(inode->i_private, buf, n))
		return -EFAULT;
	inode_lock(inode);
	i_size_write(inode, n);
	inode_unlock(inode);
	return n;
}

static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct inode *inode = vmf->vma->vm_file->f_mapping->host;
	vm_fault_t ret;

	inode_lock(inode);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, baz_pfn(inode, vmf->pgoff));
	inode_unlock(inode);
	return ret;
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
