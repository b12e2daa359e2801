/* release: 6.12 */
/* What a function that is not seen leaves in a variable may say whether the lock was released. */
static void box_fini(int rc, bool *done);

static vm_fault_t told_low(struct vm_area_struct *vma, struct vm_fault *vmf, bool *done)
{
	vm_fault_t rc = box_lower(vmf) ? VM_FAULT_SIGBUS : 0;

	box_fini(rc, done);
	if (rc && (vmf->flags & FAULT_FLAG_ALLOW_RETRY) && !(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
		mmap_read_unlock(vma->vm_mm);
		return VM_FAULT_RETRY;
	}
	return rc ? rc : VM_FAULT_NOPAGE;
}
static vm_fault_t told_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	bool done = true;
	vm_fault_t ret = told_low(vma, vmf, &done);

	if (done)
		return ret;
	file_update_time(vma->vm_file);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct told_ops = { .fault = told_fault };

/* Here it has nothing to do with it. */
static vm_fault_t plain_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	bool done = true;
	vm_fault_t ret = told_low(vma, vmf, &done);

	file_update_time(vma->vm_file);
/*                       ^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler plain_fault() uses vma->vm_file after told_low() released mmap_lock:
 * another thread may unmap and free the VMA meanwhile; take what is needed before that
 */
	return ret;
}
static const struct vm_operations_struct plain_ops = { .fault = plain_fault };

static vm_fault_t seen_low(struct vm_area_struct *vma, struct vm_fault *vmf, bool *done)
{
	vm_fault_t rc = box_lower(vmf) ? VM_FAULT_SIGBUS : 0;

	*done = false;
	if (rc && (vmf->flags & FAULT_FLAG_ALLOW_RETRY) && !(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
		mmap_read_unlock(vma->vm_mm);
		return VM_FAULT_RETRY;
	}
	return rc ? rc : VM_FAULT_NOPAGE;
}
static vm_fault_t seen_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	bool done = true;
	vm_fault_t ret = seen_low(vma, vmf, &done);

	if (done)
		return ret;
	file_update_time(vma->vm_file);
/*                       ^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler seen_fault() uses vma->vm_file after seen_low() released mmap_lock:
 * another thread may unmap and free the VMA meanwhile; take what is needed before that
 */
	return ret;
}
static const struct vm_operations_struct seen_ops = { .fault = seen_fault };
