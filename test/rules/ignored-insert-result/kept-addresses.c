/* release: 4.19 */
/* A local variable that a request has the address of is set by whoever answers that. */
struct foo_request {
	unsigned long addr;
	volatile int *done;
};
static vm_fault_t wait_fault(struct vm_fault *vmf)
{
	volatile int done = 0;
	struct foo_request request;

	request.addr = vmf->address;
	request.done = &done;
	foo_post(&request);
	while (!done)
		cpu_relax();
	vm_insert_pfn(vmf->vma, vmf->address, request.addr >> PAGE_SHIFT);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: fault
 * handler wait_fault() drops the result of vm_insert_pfn(): when it fails there is no entry, and the access faults
 * again, for ever where the failure stays; check it and return the error
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct wait_ops = { .fault = wait_fault };

static vm_fault_t listed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int done = 0;
	struct foo_request request = { .addr = vmf->address, .done = &done };

	foo->request = &request;
	foo_kick(foo->ring);
	if (!done)
		return VM_FAULT_SIGBUS;
	vm_insert_pfn(vmf->vma, vmf->address, request.addr >> PAGE_SHIFT);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: fault
 * handler listed_fault() drops the result of vm_insert_pfn(): when it fails there is no entry, and the access faults
 * again, for ever where the failure stays; check it and return the error
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct listed_ops = { .fault = listed_fault };

/* Clean: nothing has the address of that, and what follows is never reached. */
static vm_fault_t alone_fault(struct vm_fault *vmf)
{
	struct foo_request request;
	int done = 0;

	request.addr = vmf->address;
	foo_post(&request);
	if (!done)
		return VM_FAULT_SIGBUS;
	vm_insert_pfn(vmf->vma, vmf->address, request.addr >> PAGE_SHIFT);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct alone_ops = { .fault = alone_fault };
