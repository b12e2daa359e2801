/* release: 6.12 5.1 */
/* The related places tell the way of the errno. */
static int foo_pin(struct foo *foo)
{
	if (!foo->ready)
		return -ENODEV;
	return 0;
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err;

	mutex_lock(&foo->lock);
	err = foo_pin(foo);
	mutex_unlock(&foo->lock);
	if (err)
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -ENODEV, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 * note: foo_pin() returns -ENODEV @ return -ENODEV;
 * note: err becomes -ENODEV @ err = foo_pin(foo)
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t power_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err = pm_runtime_resume_and_get(foo->dev);

	if (err < 0)
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler power_fault() returns a negative errno,
 * but its result is a set of VM_FAULT bits: convert it with vmf_error()
 * note: pm_runtime_resume_and_get() returns a negative errno @ pm_runtime_resume_and_get(foo->dev)
 * note: err becomes a negative errno
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct power_ops = { .fault = power_fault };
