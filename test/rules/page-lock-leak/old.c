/* release: 2.6.32 4.4 */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (!page->mapping)
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler foo_page_mkwrite()
 * returns VM_FAULT_NOPAGE with page still locked: it is never unlocked, and the next task that wants the
 * page hangs; unlock it first
 */
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
