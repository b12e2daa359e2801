/* release: 4.1 4.10 */
/* expect: none */
/* The same members where they exist. */
static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.pfn_mkwrite = foo_fault,
	.name = NULL,
};
