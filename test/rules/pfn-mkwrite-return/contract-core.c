/* release: 6.12 5.4 */
/* contract: core */
/* Against what core does 0 is right; a lock or a major fault alone is still nothing that it asks for. */
static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	return 0;
}

static vm_fault_t bar_pfn_mkwrite(struct vm_fault *vmf)
{
	return VM_FAULT_NOPAGE;
}

static vm_fault_t baz_pfn_mkwrite(struct vm_fault *vmf)
{
	if (vmf->pgoff)
		return VM_FAULT_LOCKED;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler baz_pfn_mkwrite() returns
 * VM_FAULT_LOCKED: the locking document allows VM_FAULT_NOPAGE or an error alone; core ignores any other bit and
 * makes the entry writable
 */
	return 0;
}

static vm_fault_t qux_pfn_mkwrite(struct vm_fault *vmf)
{
	if (vmf->pgoff)
		return VM_FAULT_RETRY;
	return 0;
}

static const struct vm_operations_struct foo_ops = { .pfn_mkwrite = foo_pfn_mkwrite };
static const struct vm_operations_struct bar_ops = { .pfn_mkwrite = bar_pfn_mkwrite };
static const struct vm_operations_struct baz_ops = { .pfn_mkwrite = baz_pfn_mkwrite };
static const struct vm_operations_struct qux_ops = { .pfn_mkwrite = qux_pfn_mkwrite };
