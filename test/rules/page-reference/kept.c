/* release: 6.12 5.15 */
/* The reference of the allocation belongs to the object that keeps the page: other ways take one for core. */
struct area { struct mutex lock; struct page *pages[16]; struct page *last; };

static struct page *area_page(struct area *area, pgoff_t n)
{
	if (!area->pages[n]) {
		area->pages[n] = alloc_pages(GFP_HIGHUSER | __GFP_ZERO, 0);
		return area->pages[n];
	}
	get_page(area->pages[n]);
	return area->pages[n];
}

static vm_fault_t area_fault(struct vm_fault *vmf)
{
	struct area *area = vmf->vma->vm_private_data;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	mutex_lock(&area->lock);
	vmf->page = area_page(area, vmf->pgoff);
	mutex_unlock(&area->lock);
	if (!vmf->page)
		return VM_FAULT_OOM;
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler area_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still uses it; call
 * get_page() on it first
 */
}
static const struct vm_operations_struct area_ops = { .fault = area_fault };

/* In the handler itself, by a local. */
static vm_fault_t local_fault(struct vm_fault *vmf)
{
	struct area *area = vmf->vma->vm_private_data;
	struct page *page = area->last;

	if (page) {
		get_page(page);
	} else {
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!page)
			return VM_FAULT_OOM;
		area->last = page;
	}
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler local_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still uses it; call
 * get_page() on it first
 */
}
static const struct vm_operations_struct local_ops = { .fault = local_fault };

/* Each way out by itself. */
static vm_fault_t early_fault(struct vm_fault *vmf)
{
	struct area *area = vmf->vma->vm_private_data;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	if (area->pages[vmf->pgoff]) {
		vmf->page = area->pages[vmf->pgoff];
		get_page(vmf->page);
		return 0;
	}
	vmf->page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (!vmf->page)
		return VM_FAULT_OOM;
	area->pages[vmf->pgoff] = vmf->page;
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler early_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still uses it; call
 * get_page() on it first
 */
}
static const struct vm_operations_struct early_ops = { .fault = early_fault };

/* One for the object, one for core. */
static struct page *good_page(struct area *area, pgoff_t n)
{
	if (!area->pages[n]) {
		area->pages[n] = alloc_pages(GFP_HIGHUSER | __GFP_ZERO, 0);
		if (!area->pages[n])
			return NULL;
	}
	get_page(area->pages[n]);
	return area->pages[n];
}

static vm_fault_t good_fault(struct vm_fault *vmf)
{
	struct area *area = vmf->vma->vm_private_data;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	vmf->page = good_page(area, vmf->pgoff);
	if (!vmf->page)
		return VM_FAULT_OOM;
	return 0;
}
static const struct vm_operations_struct good_ops = { .fault = good_fault };

static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct area *area = vmf->vma->vm_private_data;
	struct page *page = area->last;

	if (!page) {
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!page)
			return VM_FAULT_OOM;
		area->last = page;
		page_ref_inc(page);
	} else {
		get_page(page);
	}
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };

/* It goes to core alone; what is remembered is which was the last. */
static vm_fault_t given_fault(struct vm_fault *vmf)
{
	struct area *area = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff < 16 && area->pages[vmf->pgoff]) {
		page = area->pages[vmf->pgoff];
		get_page(page);
		vmf->page = page;
		return 0;
	}
	page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (!page)
		return VM_FAULT_OOM;
	area->last = page;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct given_ops = { .fault = given_fault };

/* No way takes one: who has the page is not known. */
static vm_fault_t once_fault(struct vm_fault *vmf)
{
	struct area *area = vmf->vma->vm_private_data;

	if (area->last)
		return VM_FAULT_SIGBUS;
	vmf->page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (!vmf->page)
		return VM_FAULT_OOM;
	area->last = vmf->page;
	return 0;
}
static const struct vm_operations_struct once_ops = { .fault = once_fault };
