/* release: 6.12 6.6 */
/* One call of DAX hands its private code to every op: that is one slip. */
static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	pfn_t pfn;

	return dax_iomap_fault(vmf, order, &pfn, NULL, &foo_iomap_ops);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: huge_fault
 * handler foo_huge_fault() returns VM_FAULT_MAJOR | VM_FAULT_NEEDDSYNC or VM_FAULT_NEEDDSYNC: it is
 * private to DAX and must be turned into a final result by dax_finish_sync_fault() inside the handler
 */
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return foo_huge_fault(vmf, 0);
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.huge_fault = foo_huge_fault,
	.page_mkwrite = foo_fault,
	.pfn_mkwrite = foo_fault,
};
