/* expect: none */
/* release: 4.20 6.12 */
/* One or another page, by its address: each is counted. */
static struct page *screen_page(struct screen *s, unsigned long offset)
{
	struct page *page = NULL;

	if (is_vmalloc_addr(s->buffer + offset))
		page = vmalloc_to_page(s->buffer + offset);
	else if (s->start)
		page = pfn_to_page((s->start + offset) >> PAGE_SHIFT);
	if (page)
		get_page(page);
	return page;
}
static vm_fault_t screen_fault(struct vm_fault *vmf)
{
	struct screen *s = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= s->pages)
		return VM_FAULT_SIGBUS;
	page = screen_page(s, vmf->pgoff << PAGE_SHIFT);
	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct screen_ops = { .fault = screen_fault };
