/* release: 6.12 5.4 */
/* expect: none */
struct buf { void *start; struct page *page; struct page **pages; struct page *last; };

static vm_fault_t one_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page = vmalloc_to_page(buf->start + (vmf->pgoff << PAGE_SHIFT));

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct one_ops = { .fault = one_fault };

/* The same page by its address, and by the folio that it is in. */
static vm_fault_t named_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;

	vmf->page = buf->pages[0];
	folio_get(page_folio(vmf->page));
	return 0;
}
static const struct vm_operations_struct named_ops = { .fault = named_fault };

static struct page *buf_get_page(struct buf *buf, unsigned long offset)
{
	struct page *page = virt_to_page(buf->start + offset);

	get_page(page);
	return page;
}
static vm_fault_t getter_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;

	vmf->page = buf_get_page(buf, vmf->pgoff << PAGE_SHIFT);
	return 0;
}
static const struct vm_operations_struct getter_ops = { .fault = getter_fault };

/* Its own reference, from the allocation or the page cache. */
static vm_fault_t own_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct own_ops = { .fault = own_fault };

static vm_fault_t cache_fault(struct vm_fault *vmf)
{
	struct page *page = find_get_page(vmf->vma->vm_file->f_mapping, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct cache_ops = { .fault = cache_fault };

/* One for core, one for the driver's own use. */
static vm_fault_t two_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page = virt_to_page(buf->start);

	get_page(page);
	get_page(page);
	buf->last = page;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct two_ops = { .fault = two_fault };

/* Somebody out of sight takes it. */
void buf_note(struct page *page);
void buf_pin(struct buf *buf, unsigned long n);
static vm_fault_t unseen_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page = virt_to_page(buf->start);

	buf_note(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct unseen_ops = { .fault = unseen_fault };

static vm_fault_t pin_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;

	buf_pin(buf, vmf->pgoff);
	vmf->page = buf->page;
	return 0;
}
static const struct vm_operations_struct pin_ops = { .fault = pin_fault };
