/* release: 6.12 5.4 */
/* An errno has bits of VM_FAULT_ERROR and VM_FAULT_RETRY whichever it is: where these are clear, there is none. */
static vm_fault_t box_low(struct vm_fault *vmf)
{
	void *env = box_env();

	if (IS_ERR(env))
		return PTR_ERR(env);
/*              ^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: box_low() returns a negative errno, and fault handler
 * tested_fault() returns that as VM_FAULT bits: convert it with vmf_error()
 */
	return box_result(vmf) ? VM_FAULT_SIGBUS : 0;
}
static vm_fault_t tested_fault(struct vm_fault *vmf)
{
	vm_fault_t ret;

	box_prepare(vmf);
	ret = box_low(vmf);
	if (vmf->page && !(ret & (VM_FAULT_RETRY | VM_FAULT_ERROR | VM_FAULT_LOCKED))) {
		lock_page(vmf->page);
		ret |= VM_FAULT_LOCKED;
	}
	return ret;
}
static const struct vm_operations_struct tested_ops = { .fault = tested_fault };

/* VM_FAULT_NOPAGE is 0x100, which -ERESTARTSYS has not. */
static vm_fault_t other_fault(struct vm_fault *vmf)
{
	vm_fault_t ret;

	box_prepare(vmf);
	ret = box_low(vmf);
	if (vmf->page && !(ret & VM_FAULT_NOPAGE)) {
		lock_page(vmf->page);
		if (ret == 0)
			ret = VM_FAULT_LOCKED;
	}
	return ret;
/*      ^^^^^^^^^^^ error[page-lock-leak]: fault handler other_fault() returns a negative errno or VM_FAULT_SIGBUS with
 * vmf->page still locked: it is never unlocked, and the next task that wants the page hangs; unlock it first
 */
}
static const struct vm_operations_struct other_ops = { .fault = other_fault };
