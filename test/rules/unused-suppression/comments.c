/* release: 6.12 5.4 */
/* Comments that are wrong by themselves. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	/* vmops: allow(errno-as-vm-fault) the old error path */
/*			^^^^^^^^^^^^^^^^^ warning[unused-suppression]: nothing here breaks errno-as-vm-fault:
 * remove it
 */
	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	return -EIO; /* vmops: allow(errno-as-vm-fault) */
/*		     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unused-suppression]:
 * allow(errno-as-vm-fault) gives no reason: write after the parenthesis why the code is right
 */
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	return -EIO; /* vmops: allow(errno-as-fault) a name that is not one */
/*	^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler bar_fault() returns -EIO, but its result is a set
 * of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
/*				     ^^^^^^^^^^^^^^ warning[unused-suppression]: no rule named errno-as-fault
 * (did you mean errno-as-vm-fault?)
 */
}

static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	return -EIO; /* vmops: allow(errno-as-vm-fault) read by our own caller alone */
}

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
