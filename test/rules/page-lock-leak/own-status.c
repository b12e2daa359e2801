/* release: 3.10 */
/* Status codes by name, from a header that is not seen: one is not the other. */
static int box_find(struct box *box, unsigned long offset, struct page **pagep)
{
	struct page *page = box->pages[offset];

	if (!page)
		return _BOX_ERR_FAULT;
	get_page(page);
	lock_page(page);
	*pagep = page;
	return _BOX_ERR_OK;
}
static int tested_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	int ret = box_find(vma->vm_private_data, vmf->pgoff, &vmf->page);

	if (ret != _BOX_ERR_OK)
		return VM_FAULT_OOM;
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct tested_ops = { .fault = tested_fault };

static int other_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	int ret = box_find(vma->vm_private_data, vmf->pgoff, &vmf->page);

	if (ret != _BOX_ERR_OK)
		return VM_FAULT_OOM;
	if (vmf->pgoff > 7)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: fault handler other_fault() returns VM_FAULT_SIGBUS
 * with vma->vm_private_data->pages[…] still locked: it is never unlocked, and the next task that wants the page
 * hangs; unlock it first
 */
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct other_ops = { .fault = other_fault };
