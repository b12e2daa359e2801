/* release: 6.12 6.1 */
/* A callee with more ways than are told apart: which of them unlocks the page is unknown. */
struct slot { int state, a, b, c, d; };

/* Gives the lock of the page back on every path on which it returns true. */
static bool slot_took(struct slot *slot, struct page *page)
{
	switch (slot->state) {
	case 1:
		slot->a = 1;
		unlock_page(page);
		return true;
	case 2:
		slot->b = 2;
		unlock_page(page);
		return true;
	case 3:
		slot->a = 1;
		slot->b = 2;
		unlock_page(page);
		return true;
	case 4:
		slot->c = 3;
		unlock_page(page);
		return true;
	case 5:
		slot->a = 1;
		slot->c = 3;
		unlock_page(page);
		return true;
	case 6:
		slot->b = 2;
		slot->c = 3;
		unlock_page(page);
		return true;
	case 7:
		slot->a = 1;
		slot->b = 2;
		slot->c = 3;
		unlock_page(page);
		return true;
	case 8:
		slot->d = 4;
		unlock_page(page);
		return true;
	case 9:
		slot->a = 1;
		slot->d = 4;
		unlock_page(page);
		return true;
	case 10:
		slot->b = 2;
		slot->d = 4;
		unlock_page(page);
		return true;
	case 11:
		slot->a = 1;
		slot->b = 2;
		slot->d = 4;
		unlock_page(page);
		return true;
	case 12:
		slot->c = 3;
		slot->d = 4;
		unlock_page(page);
		return true;
	case 13:
		slot->a = 1;
		slot->c = 3;
		slot->d = 4;
		unlock_page(page);
		return true;
	case 14:
		slot->b = 2;
		slot->c = 3;
		slot->d = 4;
		unlock_page(page);
		return true;
	}
	return false;
}

/* The same, with the lock kept. */
static bool slot_looked(struct slot *slot, struct page *page)
{
	switch (slot->state) {
	case 1:
		slot->a = 1;
		return true;
	case 2:
		slot->b = 2;
		return true;
	case 3:
		slot->a = 1;
		slot->b = 2;
		return true;
	case 4:
		slot->c = 3;
		return true;
	case 5:
		slot->a = 1;
		slot->c = 3;
		return true;
	case 6:
		slot->b = 2;
		slot->c = 3;
		return true;
	case 7:
		slot->a = 1;
		slot->b = 2;
		slot->c = 3;
		return true;
	case 8:
		slot->d = 4;
		return true;
	case 9:
		slot->a = 1;
		slot->d = 4;
		return true;
	case 10:
		slot->b = 2;
		slot->d = 4;
		return true;
	case 11:
		slot->a = 1;
		slot->b = 2;
		slot->d = 4;
		return true;
	case 12:
		slot->c = 3;
		slot->d = 4;
		return true;
	case 13:
		slot->a = 1;
		slot->c = 3;
		slot->d = 4;
		return true;
	case 14:
		slot->b = 2;
		slot->c = 3;
		slot->d = 4;
		return true;
	}
	return false;
}

static vm_fault_t took_fault(struct vm_fault *vmf)
{
	struct slot *slot = vmf->vma->vm_private_data;
	struct page *page = find_lock_page(vmf->vma->vm_file->f_mapping, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	if (slot_took(slot, page))
		return VM_FAULT_NOPAGE;
	unlock_page(page);
	put_page(page);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct took_ops = { .fault = took_fault };

static vm_fault_t looked_fault(struct vm_fault *vmf)
{
	struct slot *slot = vmf->vma->vm_private_data;
	struct page *page = find_lock_page(vmf->vma->vm_file->f_mapping, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	if (slot_looked(slot, page))
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: fault handler looked_fault() returns VM_FAULT_NOPAGE
 * with the page still locked: it is never unlocked, and the next task that wants the page hangs; unlock it first
 */
	unlock_page(page);
	put_page(page);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct looked_ops = { .fault = looked_fault };
