/* release: 6.12 4.20 */
/* An ERR_PTR() is no page, and not NULL. */
struct buf { struct mutex lock; struct page *pages[8]; struct address_space *mapping; };

static struct page *new_page(void)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	return page ? page : ERR_PTR(-ENOMEM);
}

static vm_fault_t null_fault(struct vm_fault *vmf)
{
	struct page *page = new_page();

	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ error[fault-without-page]: fault handler null_fault() returns 0 with an ERR_PTR() in vmf->page: core
 * dereferences what is no page; test the page with IS_ERR() first, and return VM_FAULT_OOM or VM_FAULT_SIGBUS then
 */
}
static const struct vm_operations_struct null_ops = { .fault = null_fault };

static struct page *page_of(struct buf *buf, unsigned long n)
{
	struct page *page;

	if (n >= ARRAY_SIZE(buf->pages))
		return ERR_PTR(-EINVAL);
	page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (!page)
		return ERR_PTR(-ENOMEM);
	return page;
}
static vm_fault_t locked_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;

	mutex_lock(&buf->lock);
	vmf->page = page_of(buf, vmf->pgoff);
	mutex_unlock(&buf->lock);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-without-page]: fault handler locked_fault() returns 0 with
 * an ERR_PTR() in vmf->page: core dereferences what is no page; test the page with IS_ERR() first, and return
 * VM_FAULT_OOM or VM_FAULT_SIGBUS then
 */
}
static const struct vm_operations_struct locked_ops = { .fault = locked_fault };

static vm_fault_t own_fault(struct vm_fault *vmf)
{
	struct page *page = ERR_PTR(-ENODEV);

	if (vmf->pgoff < 8)
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ error[fault-without-page]: fault handler own_fault() returns 0 with an ERR_PTR() in vmf->page: core
 * dereferences what is no page; test the page with IS_ERR() first, and return VM_FAULT_OOM or VM_FAULT_SIGBUS then
 */
}
static const struct vm_operations_struct own_ops = { .fault = own_fault };

/* Clean. */
static vm_fault_t tested_fault(struct vm_fault *vmf)
{
	struct page *page = new_page();

	if (IS_ERR(page))
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct tested_ops = { .fault = tested_fault };

static vm_fault_t either_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page = page_of(buf, vmf->pgoff);

	if (IS_ERR_OR_NULL(page))
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct either_ops = { .fault = either_fault };

static vm_fault_t number_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page = page_of(buf, vmf->pgoff);
	int err = PTR_ERR_OR_ZERO(page);

	vmf->page = page;
	if (err)
		return VM_FAULT_SIGBUS;
	return 0;
}
static const struct vm_operations_struct number_ops = { .fault = number_fault };

static vm_fault_t later_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;

	vmf->page = page_of(buf, vmf->pgoff);
	if (IS_ERR(vmf->page)) {
		vmf->page = NULL;
		return VM_FAULT_SIGBUS;
	}
	return 0;
}
static const struct vm_operations_struct later_ops = { .fault = later_fault };
