/* release: 4.20 6.12 */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;
	int err;

	err = vmf_insert_pfn(vmf->vma, vmf->address, bar->pfn);
	if (err < 0)
/*          ^^^^^^^ error[insert-result-test]: fault handler bar_fault() tests the result of vmf_insert_pfn() as an
 * errno: it is never negative, so a failure goes unnoticed; compare it with VM_FAULT_NOPAGE, or test
 * it for VM_FAULT_ERROR
 */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct baz *baz = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;
	unsigned int n;

	for (n = 0; n < baz->count; n++) {
		ret = vmf_insert_pfn(vmf->vma, vmf->address + n * PAGE_SIZE, baz->first + n);
		if (ret != 0)
/*                  ^^^^^^^^ error[insert-result-test]: fault handler baz_fault() tests the result of vmf_insert_pfn()
 * as an errno: success is VM_FAULT_NOPAGE, never 0, so success takes the branch for failure; compare
 * it with VM_FAULT_NOPAGE, or test it for VM_FAULT_ERROR
 */
			break;
	}
	return ret;
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

static vm_fault_t one_fault(struct vm_fault *vmf)
{
	struct baz *baz = vmf->vma->vm_private_data;

	if (!vmf_insert_pfn(vmf->vma, vmf->address, baz->first))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-result-test]: fault handler one_fault()
 * tests the result of vmf_insert_pfn() as an errno: success is VM_FAULT_NOPAGE, never 0, so success
 * takes the branch for failure; compare it with VM_FAULT_NOPAGE, or test it for VM_FAULT_ERROR
 */
		return VM_FAULT_NOPAGE;
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct one_ops = { .fault = one_fault };

static vm_fault_t two_insert(struct vm_fault *vmf, unsigned long pfn)
{
	int err = vmf_insert_pfn(vmf->vma, vmf->address, pfn);

	switch (err) {
	case -ENOMEM:
/*      ^^^^^^^^^^^^^ error[insert-result-test]: fault handler two_fault() tests the result of vmf_insert_pfn() as an
 * errno: it is never negative, so a failure goes unnoticed; compare it with VM_FAULT_NOPAGE, or test
 * it for VM_FAULT_ERROR
 */
		return VM_FAULT_OOM;
	default:
		return VM_FAULT_NOPAGE;
	}
}
static vm_fault_t two_fault(struct vm_fault *vmf)
{
	return two_insert(vmf, vmf->pgoff);
}
static const struct vm_operations_struct two_ops = { .fault = two_fault };

/* What follows the test for an errno stops the machine at each success. */
static vm_fault_t stop_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;
	int err;

	if (!bar->pfn)
		return VM_FAULT_SIGBUS;
	err = vmf_insert_mixed(vmf->vma, vmf->address, bar->pfn);
	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	if (err != -EBUSY)
		BUG_ON(err);
/*                     ^^^ error[insert-result-test]: fault handler stop_fault() tests the result of
 * vmf_insert_mixed() as an errno: success is VM_FAULT_NOPAGE, never 0, so success takes the branch for failure;
 * compare it with VM_FAULT_NOPAGE, or test it for VM_FAULT_ERROR
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct stop_ops = { .fault = stop_fault };

static vm_fault_t both_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;
	int err = vmf_insert_pfn(vmf->vma, vmf->address, bar->pfn);

	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	if (err && err != -EBUSY)
/*          ^^^ error[insert-result-test]: fault handler both_fault() tests the result of vmf_insert_pfn() as an
 * errno: success is VM_FAULT_NOPAGE, never 0, so success takes the branch for failure; compare it with
 * VM_FAULT_NOPAGE, or test it for VM_FAULT_ERROR
 */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct both_ops = { .fault = both_fault };
