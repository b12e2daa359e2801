/* release: 6.12 5.4 */
/* One way to the page counts it, the other does not: each is told by itself. */
struct map { unsigned long addr, start; };
struct dom { spinlock_t lock; unsigned long size; struct tree *tree; struct page *bounce; void *area; struct ops *ops; };

static struct page *bounce_page(struct dom *d)
{
	struct page *page = NULL;

	spin_lock(&d->lock);
	if (!d->bounce)
		goto out;
	page = d->bounce;
	get_page(page);
out:
	spin_unlock(&d->lock);
	return page;
}

static struct page *coherent_page(struct dom *d, unsigned long iova)
{
	struct map *map;
	struct page *page = NULL;

	spin_lock(&d->lock);
	map = tree_first(d->tree, iova);
	if (!map)
		goto out;
	page = pfn_to_page((map->addr + iova - map->start) >> PAGE_SHIFT);
out:
	spin_unlock(&d->lock);
	return page;
}

static vm_fault_t one_fault(struct vm_fault *vmf)
{
	struct dom *d = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff < d->size)
		page = bounce_page(d);
	else
		page = coherent_page(d, vmf->pgoff);
	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler one_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still
 * uses it; call get_page() on it first
 */
}
static const struct vm_operations_struct one_ops = { .fault = one_fault };

static vm_fault_t counted_fault(struct vm_fault *vmf)
{
	struct dom *d = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff < d->size) {
		page = bounce_page(d);
	} else {
		page = coherent_page(d, vmf->pgoff);
		if (page)
			get_page(page);
	}
	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct counted_ops = { .fault = counted_fault };

/* A function of another file counts what it gives. */
struct page *area_page(struct dom *d, unsigned long offset);

static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct dom *d = vmf->vma->vm_private_data;
	struct page *page;

	if (!dom_get_area(d))
		page = virt_to_page(d->area);
	else
		page = area_page(d, vmf->pgoff << PAGE_SHIFT);
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ warning[page-reference]: fault handler twice_fault() takes two references to the page in vmf->page,
 * of which core puts one: the page is never freed; take one
 */
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };

/* What a pointer leads to may have given one back. */
static vm_fault_t given_fault(struct vm_fault *vmf)
{
	struct dom *d = vmf->vma->vm_private_data;
	struct page *page;

	page = area_page(d, vmf->pgoff << PAGE_SHIFT);
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	d->ops->done(d, page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct given_ops = { .fault = given_fault };
/* file: drivers/foo/area.c */
struct page *area_page(struct dom *d, unsigned long offset)
{
	struct page *page;

	if (d->ops && d->ops->page)
		page = d->ops->page(d, offset);
	else
		page = virt_to_page(d->area + offset);
	if (page)
		get_page(page);
	return page;
}
