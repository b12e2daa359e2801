/* release: 4.16 6.1 */
/* Without an address for the page frame there is nothing to make durable, and no NEEDDSYNC. */
static vm_fault_t three_huge_fault(struct vm_fault *vmf, enum page_entry_size size)
{
	return dax_iomap_fault(vmf, size, &foo_iomap_ops);
}
static const struct vm_operations_struct three_ops = { .huge_fault = three_huge_fault };

static vm_fault_t five_huge_fault(struct vm_fault *vmf, enum page_entry_size size)
{
	pfn_t pfn;

	return dax_iomap_fault(vmf, size, &pfn, NULL, &foo_iomap_ops);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: huge_fault handler
 * five_huge_fault() returns VM_FAULT_MAJOR | VM_FAULT_NEEDDSYNC or VM_FAULT_NEEDDSYNC: it is private to DAX and must
 * be turned into a final result by dax_finish_sync_fault() inside the handler */
}
static const struct vm_operations_struct five_ops = { .huge_fault = five_huge_fault };
