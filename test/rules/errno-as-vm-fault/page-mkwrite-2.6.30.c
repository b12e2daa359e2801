/* release: 2.6.30 2.6.39 */
/* The first releases in which page_mkwrite answers with bits; no converter exists yet. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (!foo_reserve(vmf->page))
		return -ENOSPC;
/*		^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler foo_page_mkwrite() returns
 * -ENOSPC, but its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return 0;
}

static int bar_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (!foo_reserve(vmf->page))
		return VM_FAULT_SIGBUS;
	return 0;
}

static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };
