/* release: 6.12 5.4 */
/* Inside a handler too. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 23)
	return -EFAULT;
#else
	return VM_FAULT_SIGBUS;
#endif
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 11, 0)
	return -EFAULT;
/*	^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler bar_fault() returns -EFAULT, but its result is
 * a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
#else
	return VM_FAULT_SIGBUS;
#endif
}

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
