/* release: 4.19 */
static vm_fault_t bare_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	up_read(&vmf->vma->vm_mm->mmap_sem);
	schedule();
	spin_lock(&inode->i_lock);
/*		   ^^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler bare_fault() uses inode->i_lock
 * after up_read() released mmap_lock: another thread may unmap meanwhile, and only the file of the VMA holds a
 * reference to it; take what is needed before that */
	inode->i_private = NULL;
	spin_unlock(&inode->i_lock);
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct bare_ops = { .fault = bare_fault };

/* The file is held over the wait. */
static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct file *file = vmf->vma->vm_file;
	struct inode *inode = file_inode(file);

	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	get_file(file);
	up_read(&vmf->vma->vm_mm->mmap_sem);
	schedule();
	spin_lock(&inode->i_lock);
	inode->i_private = NULL;
	spin_unlock(&inode->i_lock);
	fput(file);
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };
