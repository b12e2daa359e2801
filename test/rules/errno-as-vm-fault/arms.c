/* release: 6.12 6.1 */
/* #ifdef arms are all read; a condition that stands twice chooses the same arm. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
#ifdef CONFIG_FOO_PAGES
	vmf->page = foo_page(vmf->pgoff);
	return 0;
#else
	return -ENOSYS;
/*	^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -ENOSYS, but its result is
 * a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
#endif
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
#ifdef CONFIG_FOO_PAGES
	vmf->page = foo_page(vmf->pgoff);
	return 0;
#else
	return VM_FAULT_SIGBUS;
#endif
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

static vm_fault_t both_fault(struct vm_fault *vmf)
{
	int ret = -EOPNOTSUPP;

#ifdef CONFIG_FOO_PAGES
	vmf->page = foo_page(vmf->pgoff);
	ret = 0;
#endif
#ifndef CONFIG_FOO_PAGES
	ret = VM_FAULT_SIGBUS;
#endif
	return ret;
}
static const struct vm_operations_struct both_ops = { .fault = both_fault };

/* A stub for the configuration without the feature. */
#ifdef CONFIG_FOO
static vm_fault_t stub_fault(struct vm_fault *vmf)
{
	return filemap_fault(vmf);
}
#else
static vm_fault_t stub_fault(struct vm_fault *vmf)
{
	return -ENODEV;
/*	^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler stub_fault() returns -ENODEV, but its result
 * is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
}
#endif
static const struct vm_operations_struct stub_ops = { .fault = stub_fault };

static vm_fault_t enabled_fault(struct vm_fault *vmf)
{
	if (!IS_ENABLED(CONFIG_FOO))
		return -ENODEV;
/*		^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler enabled_fault() returns -ENODEV, but
 * its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return filemap_fault(vmf);
}
static const struct vm_operations_struct enabled_ops = { .fault = enabled_fault };
