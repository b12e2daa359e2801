/* release: 4.17 5.0 */
/* vm_fault_t is int from 4.17 to 5.0: both spellings are the same type. */
static int foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	return VM_FAULT_LOCKED;
}

static unsigned int foo_pfn_mkwrite(struct vm_fault *vmf)
/*		    ^^^^^^^^^^^^^^^ error[op-prototype]: unsigned int foo_pfn_mkwrite(struct vm_fault *) does
 * not fit vm_fault_t (*pfn_mkwrite)(struct vm_fault *) of {release}
 */
{
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
	.pfn_mkwrite = foo_pfn_mkwrite,
};
