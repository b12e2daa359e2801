/* release: 4.9 3.18 */
/* Before vm_fault_t the same bits were refused. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct foo *foo = vma->vm_private_data;

	if (foo_wait(foo) < 0)
		return VM_FAULT_RETRY;
/*              ^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: page_mkwrite handler foo_page_mkwrite() returns
 * VM_FAULT_RETRY: VM_FAULT_RETRY counts as success here, and mmap_lock must stay held; return VM_FAULT_NOPAGE to have
 * the access run again
 */
	lock_page(vmf->page);
	if (!vmf->page->mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_WRITE | VM_FAULT_NOPAGE;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: fault handler foo_fault()
 * returns VM_FAULT_NOPAGE | VM_FAULT_WRITE: a hint from core to get_user_pages(); no handler says it;
 * leave the bit out
 */
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
};

/* The mask of all errors is no error. */
static int bar_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (vm_insert_pfn(vma, (unsigned long)vmf->virtual_address, foo_pfn(vma)))
		return VM_FAULT_ERROR;
/*              ^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: fault handler bar_fault() returns
 * VM_FAULT_ERROR: that is the mask of all errors, of which VM_FAULT_OOM is looked at first: whatever failed
 * counts as want of memory; return the one error that it is
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* It is for tests. */
static int baz_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	int ret = foo_ops.fault(vma, vmf);

	if (ret & VM_FAULT_ERROR)
		return ret;
	if (foo_failed(vma))
		return foo_failed(vma) & VM_FAULT_ERROR;
	return ret;
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
