/* release: 6.12 6.1 */
/* What was there when mmap asked may be gone when the fault asks again. */
static int exposure_of(u64 token, u64 *paddr, size_t *size)
{
	struct exposure *one;

	mutex_lock(&exposures_lock);
	list_for_each_entry(one, &exposures, list) {
		if (one->token == token) {
			*paddr = one->paddr;
			*size = one->size;
			mutex_unlock(&exposures_lock);
			return 0;
		}
	}
	mutex_unlock(&exposures_lock);
	return -1;
}

static vm_fault_t exposure_fault(struct vm_fault *vmf)
{
	u64 token = (u64)vmf->vma->vm_private_data;
	u64 paddr;
	size_t size;
	int rc;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	rc = exposure_of(token, &paddr, &size);
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: exposure_of() leaves paddr unset when it fails,
 * and fault handler exposure_fault() does not look at its result: pfn_to_page() is then handed what the stack holds,
 * and user space gets whatever page that is; return VM_FAULT_SIGBUS then
 */
	if (!pfn_valid(paddr >> PAGE_SHIFT))
		return VM_FAULT_SIGBUS;
	vmf->page = pfn_to_page(paddr >> PAGE_SHIFT);
	get_page(vmf->page);
	return 0;
}

static vm_fault_t checked_fault(struct vm_fault *vmf)
{
	u64 token = (u64)vmf->vma->vm_private_data;
	u64 paddr;
	size_t size;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	if (exposure_of(token, &paddr, &size))
		return VM_FAULT_SIGBUS;
	vmf->page = pfn_to_page(paddr >> PAGE_SHIFT);
	get_page(vmf->page);
	return 0;
}

/* It is asked whether something was found. */
static vm_fault_t zeroed_fault(struct vm_fault *vmf)
{
	u64 token = (u64)vmf->vma->vm_private_data;
	u64 paddr = 0;
	size_t size;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	exposure_of(token, &paddr, &size);
	if (!paddr)
		return VM_FAULT_SIGBUS;
	vmf->page = pfn_to_page(paddr >> PAGE_SHIFT);
	get_page(vmf->page);
	return 0;
}

static const struct vm_operations_struct exposure_ops = { .fault = exposure_fault };
static const struct vm_operations_struct checked_ops = { .fault = checked_fault };
static const struct vm_operations_struct zeroed_ops = { .fault = zeroed_fault };
