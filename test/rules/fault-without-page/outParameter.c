/* release: 6.12 5.10 */
/* A result and the page that goes with it stay together, whatever number of ways a callee has. */
struct ring { struct page *regs, *rx, *tx, *status; };

static vm_fault_t ring_page(struct ring *ring, unsigned long region, struct page **out)
{
	switch (region) {
	case 0:
		*out = ring->regs;
		break;
	case 1:
		*out = ring->rx;
		break;
	case 2:
		*out = ring->tx;
		break;
	case 3:
		*out = ring->status;
		break;
	default:
		return VM_FAULT_SIGBUS;
	}
	if (!*out)
		return VM_FAULT_SIGBUS;
	return 0;
}

static vm_fault_t good_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = ring_page(vmf->vma->vm_private_data, vmf->pgoff, &vmf->page);

	if (vmf->page == NULL)
		return ret;
	get_page(vmf->page);
	return ret;
}
static const struct vm_operations_struct good_ops = { .fault = good_fault };

static vm_fault_t hasty_page(struct ring *ring, unsigned long region, struct page **out)
{
	switch (region) {
	case 0:
		*out = ring->regs;
		return *out == NULL ? VM_FAULT_SIGBUS : 0;
	case 1:
		*out = ring->rx;
		return *out == NULL ? VM_FAULT_SIGBUS : 0;
	case 2:
		*out = ring->tx;
		return *out == NULL ? 0 : 0;
	case 3:
		*out = ring->status;
		return *out == NULL ? VM_FAULT_SIGBUS : 0;
	default:
		return VM_FAULT_SIGBUS;
	}
}

static vm_fault_t hasty_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = hasty_page(vmf->vma->vm_private_data, vmf->pgoff, &vmf->page);

	if (vmf->page == NULL)
		return ret;
/*              ^^^^^^^^^^^ error[fault-without-page]: fault handler hasty_fault() returns 0 with vmf->page NULL: core
 * dereferences the NULL page; set vmf->page to a page with a reference, or return VM_FAULT_SIGBUS or
 * VM_FAULT_NOPAGE
 */
	get_page(vmf->page);
	return ret;
}
static const struct vm_operations_struct hasty_ops = { .fault = hasty_fault };
