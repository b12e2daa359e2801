/* release: 6.5 5.4 */
/* One function for fault and page_mkwrite, told apart by FAULT_FLAG_MKWRITE. Each op is judged by the paths it takes. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	if (vmf->flags & FAULT_FLAG_MKWRITE)
		return -EROFS;
/*		^^^^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler foo_fault() returns -EROFS, but
 * its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return filemap_fault(vmf);
}
static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_fault,
};

/* Only a fault may come here, and only page_mkwrite is wrong. */
static const struct vm_operations_struct foo_read_ops = {
	.fault = foo_fault,
};

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	if (vmf->flags & FAULT_FLAG_MKWRITE)
		return VM_FAULT_SIGBUS;
	return filemap_fault(vmf);
}
static const struct vm_operations_struct bar_ops = {
	.fault = bar_fault,
	.page_mkwrite = bar_fault,
};

/* Used for fault alone: the branch is dead. */
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	if (vmf->flags & FAULT_FLAG_MKWRITE)
		return -EROFS;
	return filemap_fault(vmf);
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
