/* release: 6.12 5.0 */
static int foo_lookup(struct vm_fault *vmf);

/* The callee is not seen: nothing is known of err but its sign. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	int err = foo_lookup(vmf);

	return err < 0 ? err : VM_FAULT_NOPAGE;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns a
 * negative errno, but its result is a set of VM_FAULT bits: convert it with vmf_error() where it arises
 */
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	int err = foo_lookup(vmf);

	return err < 0 ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* Without a test nothing is known at all. */
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	return foo_lookup(vmf);
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

/* What is left after the test goes through the converter. */
static vm_fault_t qux_fault(struct vm_fault *vmf)
{
	int err = foo_lookup(vmf);

	if (err)
		return err == -EBUSY ? VM_FAULT_NOPAGE : vmf_error(err);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct qux_ops = { .fault = qux_fault };

static vm_fault_t nested_fault(struct vm_fault *vmf)
{
	return vmf->pgoff ? vmf->flags & FAULT_FLAG_WRITE ? -EACCES : VM_FAULT_SIGBUS : VM_FAULT_OOM;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]:
 * fault handler nested_fault() returns -EACCES, but its result is a set of VM_FAULT bits: convert it with
 * vmf_error() where it arises
 */
}
static const struct vm_operations_struct nested_ops = { .fault = nested_fault };

static vm_fault_t elvis_fault(struct vm_fault *vmf)
{
	int err = 0;

	if (vmf->pgoff)
		err = -ENXIO;
	return err ?: VM_FAULT_NOPAGE;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler elvis_fault() returns -ENXIO,
 * but its result is a set of VM_FAULT bits: convert it with vmf_error() where it arises
 */
}
static const struct vm_operations_struct elvis_ops = { .fault = elvis_fault };
