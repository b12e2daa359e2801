/* release: 6.12 4.18 */
/* An insertion keeps no reference that its caller has taken. */
static struct page *buf_page(struct buf *buf, unsigned long pgoff)
{
	if (pgoff >= buf->nr_pages)
		return NULL;
	return buf->pages[pgoff];
}
static vm_fault_t mixed_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page;

	page = buf_page(buf, vmf->pgoff);
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	return vmf_insert_mixed(vmf->vma, vmf->address, page_to_pfn_t(page));
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[page-reference]: fault handler
 * mixed_fault() takes a reference to the page that it inserts, and nothing in its folder puts one: the entry of a
 * page frame holds none, and vm_insert_page() takes its own, so that the page is never freed; leave get_page() out
 */
}
static const struct vm_operations_struct mixed_ops = { .fault = mixed_fault };

static vm_fault_t pfn_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= buf->nr_pages)
		return VM_FAULT_SIGBUS;
	page = vmalloc_to_page(buf->vaddr + (vmf->pgoff << PAGE_SHIFT));
	get_page(page);
	return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(page));
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[page-reference]: fault handler
 * pfn_fault() takes a reference to the page that it inserts, and nothing in its folder puts one: the entry of a page
 * frame holds none, and vm_insert_page() takes its own, so that the page is never freed; leave get_page() out
 */
}
static const struct vm_operations_struct pfn_ops = { .fault = pfn_fault };

static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page;
	int err;

	if (vmf->pgoff >= buf->nr_pages)
		return VM_FAULT_SIGBUS;
	page = buf->pages[vmf->pgoff];
	get_page(page);
	err = vm_insert_page(vmf->vma, vmf->address, page);
	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	if (err < 0 && err != -EBUSY)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[page-reference]: fault handler page_fault() takes a reference to the page that
 * it inserts, and nothing in its folder puts one: the entry of a page frame holds none, and vm_insert_page() takes
 * its own, so that the page is never freed; leave get_page() out
 */
}
static const struct vm_operations_struct page_ops = { .fault = page_fault };
