/* release: 6.12 6.1 */
/* What an insertion gave is lost one call above it. */
static vm_fault_t map_foo(struct vm_fault *vmf, struct foo *foo)
{
	if (!foo->ready)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static vm_fault_t lost_fault(struct vm_fault *vmf)
{
	map_foo(vmf, vmf->vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: fault handler lost_fault() drops the
 * result of map_foo(): when it fails there is no entry, and the access faults again, for ever where the failure
 * stays; return the result
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct lost_ops = { .fault = lost_fault };

static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	return map_foo(vmf, vmf->vma->vm_private_data);
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

/* The caller of this one has nothing to lose. */
static void prepare_foo(struct vm_fault *vmf, struct foo *foo)
{
	foo->last = vmf->address;
}
static vm_fault_t prepared_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	prepare_foo(vmf, foo);
	return map_foo(vmf, foo);
}
static const struct vm_operations_struct prepared_ops = { .fault = prepared_fault };
