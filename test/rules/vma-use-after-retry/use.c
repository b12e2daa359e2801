/* release: 6.12 5.15 */
static vm_fault_t flags_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = filemap_fault(vmf);

	foo_trace(vmf->vma->vm_flags, ret);
/*		  ^^^^^^^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler flags_fault() uses
 * vmf->vma->vm_flags after filemap_fault() may have released mmap_lock: another thread may unmap and free the
 * VMA meanwhile; read it before the call, or return at once on VM_FAULT_RETRY */
	return ret;
}
static const struct vm_operations_struct flags_ops = { .fault = flags_fault };

/* Through a local, as an argument. */
static vm_fault_t argument_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;

	ret = filemap_fault(vmf);
	foo_account(vma);
/*		    ^^^ warning[vma-use-after-retry]: fault handler argument_fault() uses vma after
 * filemap_fault() may have released mmap_lock: another thread may unmap and free the VMA meanwhile; read it before the call, or return at once on VM_FAULT_RETRY */
	return ret;
}
static const struct vm_operations_struct argument_ops = { .fault = argument_fault };

/* Only the file of the VMA pins the inode. */
static vm_fault_t inode_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = filemap_fault(vmf);

	foo_count(inode);
/*		  ^^^^^ warning[vma-use-after-retry]: fault handler inode_fault() uses inode after
 * filemap_fault() may have released mmap_lock: another thread may unmap meanwhile, and only the file of the
 * VMA holds a reference to it; take a reference with get_file() before the call, or return at once on VM_FAULT_RETRY */
	return ret;
}
static const struct vm_operations_struct inode_ops = { .fault = inode_fault };

/* An unlock in sight. */
static vm_fault_t unlock_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	if (!fault_flag_allow_retry_first(vmf->flags) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_SIGBUS;
	mmap_read_unlock(vma->vm_mm);
	foo_wait(vma->vm_private_data);
/*		 ^^^^^^^^^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler unlock_fault() uses
 * vma->vm_private_data after mmap_read_unlock() released mmap_lock: another thread may unmap and free the VMA
 * meanwhile; take what is needed before that */
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct unlock_ops = { .fault = unlock_fault };

/* The release is in a callee. */
static vm_fault_t inner(struct vm_fault *vmf)
{
	return filemap_fault(vmf);
}
static vm_fault_t callee_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = inner(vmf);

	foo_trace(vmf->vma->vm_start, ret);
/*		  ^^^^^^^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler callee_fault() uses
 * vmf->vma->vm_start after inner() may have released mmap_lock: another thread may unmap and free the VMA
 * meanwhile; read it before the call, or return at once on VM_FAULT_RETRY */
	return ret;
}
static const struct vm_operations_struct callee_ops = { .fault = callee_fault };
