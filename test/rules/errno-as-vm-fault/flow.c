/* release: 6.12 4.20 */
/* goto chains, loops, switch, early returns: what can reach the return counts. */
static vm_fault_t chain_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int err;

	mutex_lock(&foo->lock);
	if (!foo->present) {
		err = -ENODEV;
		goto unlock;
	}
	if (vmf->pgoff >= foo->count) {
		err = -EINVAL;
		goto unlock;
	}
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
unlock:
	mutex_unlock(&foo->lock);
	return err;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler chain_fault() returns -EINVAL or -ENODEV, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
}
static const struct vm_operations_struct chain_ops = { .fault = chain_fault };

static vm_fault_t chain_ok_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int err;

	mutex_lock(&foo->lock);
	if (!foo->present) {
		err = -ENODEV;
		goto unlock;
	}
	if (vmf->pgoff >= foo->count) {
		err = -EINVAL;
		goto unlock;
	}
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
unlock:
	mutex_unlock(&foo->lock);
	return vmf_error(err);
}
static const struct vm_operations_struct chain_ok_ops = { .fault = chain_ok_fault };

static vm_fault_t loop_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long i;
	int ret = 0;

	for (i = 0; i < foo->count; i++) {
		ret = vm_insert_page(vmf->vma, vmf->address + i * PAGE_SIZE, foo->pages[i]);
		if (ret)
			break;
	}
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler loop_fault() returns -EBUSY, -EFAULT, -EINVAL or
 * -ENOMEM, but its result is a set of VM_FAULT bits: convert it with vmf_error() where it arises
 */
}
static const struct vm_operations_struct loop_ops = { .fault = loop_fault };

static vm_fault_t loop_ok_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long i;
	int ret = 0;

	for (i = 0; i < foo->count; i++) {
		ret = vm_insert_page(vmf->vma, vmf->address + i * PAGE_SIZE, foo->pages[i]);
		if (ret)
			break;
	}
	if (ret)
		return vmf_error(ret);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct loop_ok_ops = { .fault = loop_ok_fault };

static vm_fault_t retry_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err;

	do {
		err = mutex_lock_interruptible(&foo->lock);
		if (err)
			return err;
/*			^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler retry_fault() returns -EINTR, but
 * its result is a set of VM_FAULT bits: convert it with vmf_error()
 */
		mutex_unlock(&foo->lock);
	} while (foo->busy);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct retry_ops = { .fault = retry_fault };

static vm_fault_t retry_ok_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err;

	do {
		err = mutex_lock_interruptible(&foo->lock);
		if (err)
			return VM_FAULT_NOPAGE;
		mutex_unlock(&foo->lock);
	} while (foo->busy);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct retry_ok_ops = { .fault = retry_ok_fault };

static vm_fault_t switch_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err = vm_insert_page(vmf->vma, vmf->address, foo->page);

	switch (err) {
	case 0:
	case -EBUSY:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler switch_fault() returns -EFAULT or -EINVAL,
 * but its result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	}
}
static const struct vm_operations_struct switch_ops = { .fault = switch_fault };

static vm_fault_t switch_ok_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err = vm_insert_page(vmf->vma, vmf->address, foo->page);

	switch (err) {
	case 0:
	case -EBUSY:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return VM_FAULT_SIGBUS;
	}
}
static const struct vm_operations_struct switch_ok_ops = { .fault = switch_ok_fault };

/* The second test of the same variable follows the first. */
static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int ret = mutex_lock_killable(&foo->lock);

	if (!ret)
		mutex_unlock(&foo->lock);
	if (ret < 0)
		return VM_FAULT_SIGBUS;
	return ret;
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };
