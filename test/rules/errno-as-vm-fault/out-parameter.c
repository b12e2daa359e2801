/* release: 6.12 4.17 */
/* The errno travels through an out-parameter, a structure on the stack, a negated constant, a statement expression. */
static void foo_get(struct vm_fault *vmf, int *err)
{
	*err = vmf->pgoff ? -ERANGE : 0;
}

static vm_fault_t out_fault(struct vm_fault *vmf)
{
	int err;

	foo_get(vmf, &err);
	if (err)
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler out_fault() returns -ERANGE, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct out_ops = { .fault = out_fault };

static vm_fault_t out_ok_fault(struct vm_fault *vmf)
{
	int err;

	foo_get(vmf, &err);
	if (err)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct out_ok_ops = { .fault = out_ok_fault };

static vm_fault_t field_fault(struct vm_fault *vmf)
{
	struct foo_result result = { .err = -EIO };

	if (vmf->pgoff)
		return result.err;
/*		^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler field_fault() returns -EIO, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	result.err = 0;
	return result.err;
}
static const struct vm_operations_struct field_ops = { .fault = field_fault };

static vm_fault_t negated_fault(struct vm_fault *vmf)
{
	int err = EIO;

	return -err;
/*	^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler negated_fault() returns -EIO, but its result is a
 * set of VM_FAULT bits: convert it with vmf_error()
 */
}
static const struct vm_operations_struct negated_ops = { .fault = negated_fault };

static vm_fault_t statement_fault(struct vm_fault *vmf)
{
	return ({ int err = -EIO; err; });
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler statement_fault() returns
 * -EIO, but its result is a set of VM_FAULT bits: convert it with vmf_error()
 */
}
static const struct vm_operations_struct statement_ops = { .fault = statement_fault };

static vm_fault_t wait_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err = wait_event_interruptible(foo->queue, foo->ready);

	if (err)
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler wait_fault() returns -ERESTARTSYS, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct wait_ops = { .fault = wait_fault };

static vm_fault_t wait_ok_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (wait_event_interruptible(foo->queue, foo->ready))
		return VM_FAULT_NOPAGE;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct wait_ok_ops = { .fault = wait_ok_fault };
