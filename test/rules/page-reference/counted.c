/* release: 6.12 5.4 */
struct batch { struct page *pages[16]; unsigned long size; unsigned int order; };

static vm_fault_t batch_fault(struct vm_fault *vmf)
{
	struct batch *batch = vmf->vma->vm_private_data;
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;
	struct page *page;

	if (offset >= batch->size)
		return VM_FAULT_SIGBUS;
	page = nth_page(batch->pages[vmf->pgoff >> batch->order], vmf->pgoff & 3);
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler batch_fault() hands core the page in vmf->page without a reference for
 * it: core puts one when the entry goes, and the page is freed while the driver still uses it; call get_page()
 * on it first
 */
}
static const struct vm_operations_struct batch_ops = { .fault = batch_fault };

/* Its own reference, one of the first page of what it lies in, and one that was allocated. */
static vm_fault_t own_fault(struct vm_fault *vmf)
{
	struct batch *batch = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff << PAGE_SHIFT >= batch->size)
		return VM_FAULT_SIGBUS;
	page = nth_page(batch->pages[vmf->pgoff >> batch->order], vmf->pgoff & 3);
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct own_ops = { .fault = own_fault };

static vm_fault_t head_fault(struct vm_fault *vmf)
{
	struct batch *batch = vmf->vma->vm_private_data;
	struct page *head;

	if (vmf->pgoff << PAGE_SHIFT >= batch->size)
		return VM_FAULT_SIGBUS;
	head = batch->pages[vmf->pgoff >> batch->order];
	get_page(head);
	vmf->page = nth_page(head, vmf->pgoff & 3);
	return 0;
}
static const struct vm_operations_struct head_ops = { .fault = head_fault };

static vm_fault_t new_fault(struct vm_fault *vmf)
{
	struct page *head = alloc_pages(GFP_KERNEL | __GFP_COMP | __GFP_ZERO, 2);

	if (!head)
		return VM_FAULT_OOM;
	vmf->page = nth_page(head, vmf->pgoff & 3);
	return 0;
}
static const struct vm_operations_struct new_ops = { .fault = new_fault };
