/* release: 6.12 */
/* Only VM_FAULT_RETRY tells core that its lock is gone. */
struct foo { wait_queue_head_t queue; int state; unsigned long pfn; };

static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long pfn = foo->pfn;
	int err;

	if (!foo->state) {
		mmap_read_unlock(current->mm);
		err = wait_event_interruptible(foo->queue, foo->state);
		if (err)
			return VM_FAULT_NOPAGE;
/*                      ^^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler kept_fault() returns
 * VM_FAULT_NOPAGE with mmap_lock or the VMA lock released: core takes it to be held after anything but
 * VM_FAULT_RETRY, goes on with the VMA, and releases the lock again; take it again before this return
 */
		mmap_read_lock(current->mm);
		return VM_FAULT_NOPAGE;
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

/* Right: taken again on each way, or told. */
static vm_fault_t again_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long pfn = foo->pfn;

	if (!foo->state) {
		mmap_read_unlock(current->mm);
		wait_event_interruptible(foo->queue, foo->state);
		mmap_read_lock(current->mm);
		return VM_FAULT_NOPAGE;
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
}
static const struct vm_operations_struct again_ops = { .fault = again_fault };

static vm_fault_t told_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = filemap_fault(vmf);

	if (ret & VM_FAULT_RETRY)
		return ret;
	return ret | VM_FAULT_MAJOR;
}
static const struct vm_operations_struct told_ops = { .fault = told_fault };
