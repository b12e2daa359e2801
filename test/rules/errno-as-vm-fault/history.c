/* release: 6.12 6.1 */

/* A converter of its own that passes on what it does not know. */
static vm_fault_t to_fault(int err)
{
	switch (err) {
	case 0:
	case -EAGAIN:
	case -EINTR:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return err;
/*              ^^^^^^^^^^^ error[errno-as-vm-fault]: to_fault() returns -ENXIO or another errno, and fault handler
 * gem_fault() returns that as VM_FAULT bits: convert it with vmf_error()
 */
	}
}

static vm_fault_t gem_fault(struct vm_fault *vmf)
{
	struct gem *obj = vmf->vma->vm_private_data;
	int err = -ENXIO;

	if (mutex_lock_interruptible(&obj->lock))
		return VM_FAULT_NOPAGE;
	if (obj->wedged)
		goto out;
	err = gem_pin(obj);
	if (err)
		goto out;
	err = 0;
out:
	mutex_unlock(&obj->lock);
	return to_fault(err);
}
static const struct vm_operations_struct gem_fault_ops = { .fault = gem_fault };

static vm_fault_t good_to_fault(int err)
{
	switch (err) {
	case 0:
	case -EAGAIN:
	case -EINTR:
		return VM_FAULT_NOPAGE;
	case -ENOMEM:
		return VM_FAULT_OOM;
	default:
		return VM_FAULT_SIGBUS;
	}
}

static vm_fault_t good_gem_fault(struct vm_fault *vmf)
{
	struct gem *obj = vmf->vma->vm_private_data;
	int err = -ENXIO;

	if (mutex_lock_interruptible(&obj->lock))
		return VM_FAULT_NOPAGE;
	if (obj->wedged)
		goto out;
	err = gem_pin(obj);
	if (err)
		goto out;
	err = 0;
out:
	mutex_unlock(&obj->lock);
	return good_to_fault(err);
}
static const struct vm_operations_struct good_gem_fault_ops = { .fault = good_gem_fault };
