/* release: 6.12 5.4 */
/* With FAULT_FLAG_RETRY_NOWAIT filemap_fault() waits for nothing and releases nothing, whoever set the flag. */
static vm_fault_t nowait_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;

	vmf->flags |= FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_RETRY_NOWAIT;
	ret = filemap_fault(vmf);
	foo_trace(vma->vm_flags, ret);
	return ret;
}
static const struct vm_operations_struct nowait_ops = { .fault = nowait_fault };

static vm_fault_t once_fault(struct vm_fault *vmf)
{
	vm_fault_t ret;

	vmf->flags &= ~FAULT_FLAG_ALLOW_RETRY;
	vmf->flags |= FAULT_FLAG_WRITE;
	ret = filemap_fault(vmf);
	foo_trace(vmf->vma->vm_flags, ret);
	return ret;
}
static const struct vm_operations_struct once_ops = { .fault = once_fault };

static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;

	vmf->flags |= FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_TRIED;
	ret = filemap_fault(vmf);
	foo_trace(vma->vm_flags, ret);
/*		  ^^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler other_fault() uses vma->vm_flags
 * after filemap_fault() may have released mmap_lock: another thread may unmap and free the VMA meanwhile;
 * read it before the call, or return at once on VM_FAULT_RETRY */
	return ret;
}
static const struct vm_operations_struct other_ops = { .fault = other_fault };
