/* release: 6.12 6.1 */
struct panel_ops { struct page *(*get_page)(void *panel, unsigned long at); };
struct panel { const struct panel_ops *ops; void *screen; unsigned long start, len; };

/* A driver's own function may count the page; what is looked up here is not counted. */
static struct page *panel_page(struct panel *panel, unsigned long at)
{
	struct page *page = NULL;

	if (panel->ops->get_page)
		return panel->ops->get_page(panel, at);
	if (is_vmalloc_addr(panel->screen + at))
		page = vmalloc_to_page(panel->screen + at);
	else if (panel->start)
		page = pfn_to_page((panel->start + at) >> PAGE_SHIFT);
	return page;
}

static vm_fault_t panel_fault(struct vm_fault *vmf)
{
	struct panel *panel = vmf->vma->vm_private_data;
	unsigned long at = vmf->pgoff << PAGE_SHIFT;
	struct page *page;

	if (at >= panel->len)
		return VM_FAULT_SIGBUS;
	page = panel_page(panel, at);
	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler panel_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still
 * uses it; call get_page() on it first
 */
}
static const struct vm_operations_struct panel_ops = { .fault = panel_fault };

static struct page *counted_page(struct panel *panel, unsigned long at)
{
	struct page *page = NULL;

	if (panel->ops->get_page)
		return panel->ops->get_page(panel, at);
	if (is_vmalloc_addr(panel->screen + at))
		page = vmalloc_to_page(panel->screen + at);
	else if (panel->start)
		page = pfn_to_page((panel->start + at) >> PAGE_SHIFT);
	if (page)
		get_page(page);
	return page;
}

static vm_fault_t counted_fault(struct vm_fault *vmf)
{
	struct panel *panel = vmf->vma->vm_private_data;
	unsigned long at = vmf->pgoff << PAGE_SHIFT;
	struct page *page;

	if (at >= panel->len)
		return VM_FAULT_SIGBUS;
	page = counted_page(panel, at);
	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct counted_ops = { .fault = counted_fault };
