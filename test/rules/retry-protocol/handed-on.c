/* release: 6.1 */
/* What one callee does wrong is said once, whoever hands it on. */
static vm_fault_t area_fault(struct vm_fault *vmf, unsigned long offset)
{
	struct area *area = vmf->vma->vm_private_data;

	if (area->saved) {
		mmap_read_unlock(current->mm);
		wait_event(area->run_wq, !area->saved);
		return VM_FAULT_NOPAGE;
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, area->pfn + offset);
}

static vm_fault_t first_fault(struct vm_fault *vmf)
{
	return area_fault(vmf, 0);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ error[retry-protocol]: fault handler first_fault() returns VM_FAULT_NOPAGE with
 * mmap_lock released: core takes it to be held after anything but VM_FAULT_RETRY, goes on with the VMA, and releases
 * the lock again; take it again before this return
 */
}
static const struct vm_operations_struct first_ops = { .fault = first_fault };

static vm_fault_t second_fault(struct vm_fault *vmf)
{
	return area_fault(vmf, 1);
}
static const struct vm_operations_struct second_ops = { .fault = second_fault };

static vm_fault_t third_fault(struct vm_fault *vmf)
{
	return area_fault(vmf, 2);
}
static const struct vm_operations_struct third_ops = { .fault = third_fault };
