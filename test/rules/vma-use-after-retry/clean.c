/* release: 6.12 5.15 */
/* expect: none */
/* Read before the call. */
static vm_fault_t before_fault(struct vm_fault *vmf)
{
	unsigned long flags = vmf->vma->vm_flags;
	vm_fault_t ret = filemap_fault(vmf);

	foo_trace(flags, ret);
	return ret;
}
static const struct vm_operations_struct before_ops = { .fault = before_fault };

/* Looked at the bit first. */
static vm_fault_t tested_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = filemap_fault(vmf);

	if (ret & VM_FAULT_RETRY)
		return ret;
	foo_trace(vmf->vma->vm_flags, ret);
	return ret;
}
static const struct vm_operations_struct tested_ops = { .fault = tested_fault };

static vm_fault_t locked_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = filemap_fault(vmf);

	if (ret & VM_FAULT_LOCKED)
		foo_count(inode);
	return ret;
}
static const struct vm_operations_struct locked_ops = { .fault = locked_fault };

/* A number that was read before is only a number. */
static vm_fault_t number_fault(struct vm_fault *vmf)
{
	unsigned long ino = file_inode(vmf->vma->vm_file)->i_ino;
	vm_fault_t ret = filemap_fault(vmf);

	foo_trace(ino, ret);
	return ret;
}
static const struct vm_operations_struct number_ops = { .fault = number_fault };

/* page_mkwrite cannot be asked to retry. */
static vm_fault_t good_mkwrite(struct vm_fault *vmf)
{
	vm_fault_t ret = filemap_page_mkwrite(vmf);

	foo_trace(vmf->vma->vm_flags, ret);
	return ret;
}
static const struct vm_operations_struct mkwrite_ops = { .page_mkwrite = good_mkwrite };

/* What the caller asked of the inode its callee need not ask again. */
static vm_fault_t dax_or_not(struct vm_fault *vmf, struct inode *inode)
{
	vm_fault_t ret;

	if (IS_DAX(inode))
		return VM_FAULT_SIGBUS;
	ret = filemap_fault(vmf);
	foo_account(inode);
	return ret;
}
static vm_fault_t dax_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (!IS_DAX(file_inode(vmf->vma->vm_file)))
		return VM_FAULT_SIGBUS;
	return dax_or_not(vmf, inode);
}
static const struct vm_operations_struct dax_ops = { .fault = dax_fault };

/* What is left to do with the inode is to give back the lock that kept it from going away. */
static vm_fault_t ilock_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret;

	foo_ilock(FOO_I(inode), FOO_MMAPLOCK_SHARED);
	ret = filemap_fault(vmf);
	foo_iunlock(FOO_I(inode), FOO_MMAPLOCK_SHARED);
	return ret;
}
static const struct vm_operations_struct ilock_ops = { .fault = ilock_fault };
