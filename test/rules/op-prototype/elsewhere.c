/* release: 6.12 5.4 */
/* unresolved: 1 */
/* The definition counts, wherever it is; a handler that nobody defines is not guessed. */
/* file: drivers/foo/foo_ops.c */
#include "foo.h"

const struct vm_operations_struct foo_ops = {
	.open = foo_open,
	.fault = foo_fault,
	.page_mkwrite = foo_missing,
};

const struct vm_operations_struct bar_ops = {
	.fault = &foo_fault,
};
/* file: drivers/foo/foo_fault.c */
vm_fault_t foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
/*	   ^^^^^^^^^ error[op-prototype]: vm_fault_t foo_fault(struct vm_area_struct *, struct vm_fault *)
 * does not fit vm_fault_t (*fault)(struct vm_fault *) of {release}
 */
{
	return VM_FAULT_SIGBUS;
}

void foo_open(struct vm_area_struct *vma)
{
}
/* file: drivers/other/other.c */
static vm_fault_t foo_missing(struct vm_fault *vmf, int unused)
{
	return VM_FAULT_SIGBUS;
}
