/* release: 6.6 6.12 */
/* vm_fault_t is an unsigned int that only a checker tells apart. */
static unsigned int foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static unsigned foo_mkwrite(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static unsigned long foo_huge_fault(struct vm_fault *vmf, unsigned int order)
/*		     ^^^^^^^^^^^^^^ error[op-prototype]: unsigned long foo_huge_fault(struct vm_fault *,
 * unsigned int) does not fit vm_fault_t (*huge_fault)(struct vm_fault *, unsigned int) of {release} */
{
	return VM_FAULT_FALLBACK;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_mkwrite,
	.huge_fault = foo_huge_fault,
};
