/* release: 6.12 */
/* Nothing was inserted, and the access is to be run again: it faults as before. */
static vm_fault_t past_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= foo->nr_pages)
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[fault-without-page]: fault handler past_fault() returns
 * VM_FAULT_NOPAGE where `vmf->pgoff >= foo->nr_pages` is true, and has inserted nothing: core runs the access again,
 * and it faults again, until a signal comes; return VM_FAULT_SIGBUS
 */
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn + vmf->pgoff);
}
static const struct vm_operations_struct past_ops = { .fault = past_fault };

static vm_fault_t offset_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long offset = vmf->address - vmf->vma->vm_start;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	mutex_lock(&foo->lock);
	if (offset >= foo->bytes)
		goto out;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn + (offset >> PAGE_SHIFT));
out:
	mutex_unlock(&foo->lock);
	return ret;
/*      ^^^^^^^^^^^ warning[fault-without-page]: fault handler offset_fault() returns VM_FAULT_NOPAGE where `offset >=
 * foo->bytes` is true, and has inserted nothing: core runs the access again, and it faults again, until a signal
 * comes; return VM_FAULT_SIGBUS
 */
}
static const struct vm_operations_struct offset_ops = { .fault = offset_fault };

static vm_fault_t sigbus_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= foo->nr_pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn + vmf->pgoff);
}
static const struct vm_operations_struct sigbus_ops = { .fault = sigbus_fault };

/* Something else may come in between. */
static vm_fault_t waiting_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!foo->ready)
		return VM_FAULT_NOPAGE;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct waiting_ops = { .fault = waiting_fault };

static vm_fault_t filled_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	foo_populate(foo, vmf->vma);
	if (vmf->pgoff < foo->nr_ready)
		return VM_FAULT_NOPAGE;
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct filled_ops = { .fault = filled_fault };
