/* release: 6.12 4.19 */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= foo->count)
		return 0;
/*              ^^^^^^^^^ error[fault-without-page]: fault handler foo_fault() returns 0 without having
 * set vmf->page: core dereferences the NULL page; set vmf->page to a page with a reference, or return
 * VM_FAULT_SIGBUS or VM_FAULT_NOPAGE
 */
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* Installs the entry itself and forgets to say so. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn) & VM_FAULT_ERROR)
		return VM_FAULT_SIGBUS;
	return 0;
/*      ^^^^^^^^^ error[fault-without-page]: fault handler bar_fault() returns 0 without having set vmf->page: core
 * dereferences the NULL page; return VM_FAULT_NOPAGE, as it installed the entry itself
 */
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* Keeps the page in a local. */
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	lock_page(page);
	return VM_FAULT_LOCKED | VM_FAULT_MAJOR;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-without-page]: fault handler baz_fault()
 * returns VM_FAULT_LOCKED | VM_FAULT_MAJOR without having set vmf->page: core dereferences the NULL page;
 * set vmf->page to a page with a reference, or return VM_FAULT_SIGBUS or VM_FAULT_NOPAGE
 */
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

/* One function for two members: as fault the second half has no page. */
static vm_fault_t two_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->flags & FAULT_FLAG_MKWRITE)
		return 0;
	foo->faults++;
	return 0;
/*      ^^^^^^^^^ error[fault-without-page]: fault handler two_fault() returns 0 without having set
 * vmf->page: core dereferences the NULL page; set vmf->page to a page with a reference, or return
 * VM_FAULT_SIGBUS or VM_FAULT_NOPAGE
 */
}
static const struct vm_operations_struct two_ops = { .fault = two_fault, .page_mkwrite = two_fault };
