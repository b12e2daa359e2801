/* expect: none */
/* release: 6.12 */
/* Where filemap_fault() returns VM_FAULT_NOPAGE it has set no page. */
static vm_fault_t box_fault(struct vm_fault *vmf)
{
	vm_fault_t ret;

	box_prepare(vmf);
	ret = filemap_fault(vmf);
	if (vmf->page && !(ret & (VM_FAULT_RETRY | VM_FAULT_ERROR | VM_FAULT_LOCKED))) {
		lock_page(vmf->page);
		ret |= VM_FAULT_LOCKED;
	}
	return ret;
}
static const struct vm_operations_struct box_ops = { .fault = box_fault };
