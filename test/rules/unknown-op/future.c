/* release: 4.0 3.16 */
/* Members that come later. */
static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.pfn_mkwrite = foo_fault,
/*	 ^^^^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member pfn_mkwrite: it
 * comes with 4.1
 */
	.huge_fault = NULL,
/*	 ^^^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member huge_fault: it
 * comes with 4.11
 */
	.pagesize = NULL,
/*	 ^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member pagesize: it comes
 * with 4.17
 */
	.name = NULL,
};
