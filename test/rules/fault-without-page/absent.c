/* release: 6.12 5.4 */
/* Core gives a fault and a write to an entry without a struct page no page: who looks into it oopses. */
static vm_fault_t look_fault(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	if (page->index > 3)
/*          ^^^^^^^^^^^ error[fault-without-page]: fault handler look_fault() reads page->index, but core gives fault
 * no page: vmf->page is NULL there, and the kernel oopses; find the page, and set vmf->page before it
 * is read
 */
		return VM_FAULT_SIGBUS;
	get_page(page);
	return 0;
}

static vm_fault_t lock_pfn_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
/*      ^^^^^^^^^^^^^^^^^^^^ error[fault-without-page]: pfn_mkwrite handler lock_pfn_mkwrite() calls
 * lock_page(vmf->page), but core gives pfn_mkwrite no page: vmf->page is NULL there, and the kernel oopses; work with
 * vmf->pgoff and vmf->orig_pte, as the entry has no struct page
 */
	if (vmf->page->mapping != vmf->vma->vm_file->f_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	unlock_page(vmf->page);
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct look_ops = {
	.fault = look_fault,
	.pfn_mkwrite = lock_pfn_mkwrite,
};

/* The page that it found itself, and the one that page_mkwrite has. */
static vm_fault_t both_fault(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	if (!page) {
		page = vmf->vma->vm_private_data;
		get_page(page);
		vmf->page = page;
	}
	if (vmf->page->index > 3) {
		put_page(page);
		return VM_FAULT_SIGBUS;
	}
	return 0;
}

static vm_fault_t both_mkwrite(struct vm_fault *vmf)
{
	if (vmf->page && vmf->page->index > 3)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-livelock]: pfn_mkwrite handler both_mkwrite() returns
 * VM_FAULT_NOPAGE although nothing on this path made the entry writable: core does nothing more since
 * 4.10, and the write faults again for ever; return 0, or install the entry with
 * vmf_insert_mixed_mkwrite()
 */
}

static const struct vm_operations_struct both_ops = {
	.fault = both_fault,
	.page_mkwrite = both_mkwrite,
	.pfn_mkwrite = both_mkwrite,
};
