/* release: 6.12 */
/* What a helper is handed the address of is no longer what it was: the rest of the handler runs. */
static vm_fault_t pinned_fault(struct vm_fault *vmf)
{
	struct page *page = NULL;

	pin_user_pages_remote(shadow_mm, vmf->address, 1, FOLL_WRITE, &page, NULL);
	if (!page)
		return VM_FAULT_SIGBUS;
	return -EBUSY;
/*      ^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler pinned_fault() returns -EBUSY, but its result is a set
 * of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
}
static const struct vm_operations_struct pinned_ops = { .fault = pinned_fault };

static vm_fault_t fast_fault(struct vm_fault *vmf)
{
	struct page *pages[2] = { NULL, NULL };

	get_user_pages_fast(shadow_address, 2, 0, pages);
	if (!pages[0])
		return VM_FAULT_SIGBUS;
	return -EBUSY;
/*      ^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler fast_fault() returns -EBUSY, but its result is a set of
 * VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
}
static const struct vm_operations_struct fast_ops = { .fault = fast_fault };

static vm_fault_t copied_fault(struct vm_fault *vmf)
{
	int count = 0;

	pagefault_disable();
	copy_from_user(&count, shadow_pointer, sizeof(count));
	pagefault_enable();
	if (count == 0)
		return VM_FAULT_SIGBUS;
	return -EBUSY;
/*      ^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler copied_fault() returns -EBUSY, but its result is a set
 * of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
}
static const struct vm_operations_struct copied_ops = { .fault = copied_fault };

static vm_fault_t got_fault(struct vm_fault *vmf)
{
	int count = 0;

	pagefault_disable();
	get_user(count, shadow_pointer);
	pagefault_enable();
	if (count == 0)
		return VM_FAULT_SIGBUS;
	return -EBUSY;
/*      ^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler got_fault() returns -EBUSY, but its result is a set of
 * VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
}
static const struct vm_operations_struct got_ops = { .fault = got_fault };

/* One that only reads leaves it alone. */
static vm_fault_t put_fault(struct vm_fault *vmf)
{
	int count = 0;

	pagefault_disable();
	put_user(count, shadow_pointer);
	pagefault_enable();
	if (count == 0)
		return VM_FAULT_SIGBUS;
	return -EBUSY;
}
static const struct vm_operations_struct put_ops = { .fault = put_fault };
