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

/* What the VMA holds through open and close goes with it. */
static vm_fault_t object_fault(struct vm_fault *vmf)
{
	struct foo_object *obj = vmf->vma->vm_private_data;

	if (foo_trylock(obj))
		return vmf_insert_pfn_prot(vmf->vma, vmf->address, obj->pfn, vm_get_page_prot(vmf->vma->vm_flags));
	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	up_read(&vmf->vma->vm_mm->mmap_sem);
	foo_wait_unreserved(obj);
/*			    ^^^ warning[vma-use-after-retry]: fault handler object_fault() uses obj after up_read()
 * released mmap_lock: another thread may unmap meanwhile, and with the VMA may go the last reference to it;
 * take a reference before that */
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct object_ops = { .fault = object_fault };

static vm_fault_t counted_fault(struct vm_fault *vmf)
{
	struct foo_object *obj = vmf->vma->vm_private_data;

	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	foo_object_get(obj);
	up_read(&vmf->vma->vm_mm->mmap_sem);
	foo_wait_unreserved(obj);
	foo_object_put(obj);
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct counted_ops = { .fault = counted_fault };

/* The lock of the object keeps it. */
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct foo_object *obj = vmf->vma->vm_private_data;

	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	mutex_lock(&obj->lock);
	up_read(&vmf->vma->vm_mm->mmap_sem);
	foo_wait(obj);
	mutex_unlock(&obj->lock);
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };
