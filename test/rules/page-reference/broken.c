/* release: 6.12 5.4 */
struct buf { void *start; struct page *page; struct page **pages; struct mutex lock; };

static vm_fault_t vmalloc_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page = vmalloc_to_page(buf->start + (vmf->pgoff << PAGE_SHIFT));

	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler vmalloc_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still
 * uses it; call get_page() on it first
 */
}
static const struct vm_operations_struct vmalloc_ops = { .fault = vmalloc_fault };

/* Found in an object; one that was just allocated is given up to core. */
static vm_fault_t field_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	mutex_lock(&buf->lock);
	if (!buf->page)
		buf->page = alloc_page(GFP_KERNEL);
	if (buf->page)
		vmf->page = buf->page;
	else
		ret = VM_FAULT_OOM;
	mutex_unlock(&buf->lock);
	return ret;
/*      ^^^^^^^^^^^ error[page-reference]: fault handler field_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still
 * uses it; call get_page() on it first
 */
}
static const struct vm_operations_struct field_ops = { .fault = field_fault };

static struct page *buf_page(struct buf *buf, unsigned long offset)
{
	return virt_to_page(buf->start + offset);
}
static vm_fault_t getter_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;

	vmf->page = buf_page(buf, vmf->pgoff << PAGE_SHIFT);
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler getter_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still
 * uses it; call get_page() on it first
 */
}
static const struct vm_operations_struct getter_ops = { .fault = getter_fault };

static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page = virt_to_page(buf->start + (vmf->pgoff << PAGE_SHIFT));

	get_page(page);
	vmf->page = page;
	get_page(vmf->page);
	return 0;
/*      ^^^^^^^^^ warning[page-reference]: fault handler twice_fault() takes two references to the page in vmf->page,
 * of which core puts one: the page is never freed; take one
 */
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };
