/* release: 6.12 5.4 */
struct box { struct page **pages; };

/* Whatever the callee left in vmf->page, this page is another. */
static vm_fault_t box_fault(struct vm_fault *vmf)
{
	struct box *box = vmf->vma->vm_private_data;

	if (box_fill(vmf))
		return VM_FAULT_SIGBUS;
	vmf->page = box->pages[vmf->pgoff];
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler box_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still
 * uses it; call get_page() on it first
 */
}
static const struct vm_operations_struct box_ops = { .fault = box_fault };
