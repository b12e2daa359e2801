/* release: 6.12 5.15 */
/* expect: none */
struct shared { struct mutex lock; struct page *error; struct page *zero; };
static struct shared common;
static struct page *dummy, *never;
struct box { struct mutex lock; struct page *page; struct page *scratch; };

/* A variable of file scope, filled when the module is loaded. */
static int __init dummy_init(void)
{
	dummy = alloc_page(GFP_KERNEL | __GFP_ZERO);
	return dummy ? 0 : -ENOMEM;
}
static vm_fault_t plain_fault(struct vm_fault *vmf)
{
	get_page(dummy);
	vmf->page = dummy;
	return 0;
}
static const struct vm_operations_struct plain_ops = { .fault = plain_fault };

/* Nothing in sight fills it. */
static vm_fault_t never_fault(struct vm_fault *vmf)
{
	if (!never)
		return VM_FAULT_SIGBUS;
	get_page(never);
	vmf->page = never;
	return 0;
}
static const struct vm_operations_struct never_ops = { .fault = never_fault };

/* Allocated by the first fault, and kept for the next ones. */
static struct page *lazy_page(void)
{
	struct page *page = dummy;

	if (!page) {
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!page)
			return NULL;
		dummy = page;
	}
	return page;
}
static vm_fault_t lazy_fault(struct vm_fault *vmf)
{
	struct page *page = lazy_page();

	if (!page)
		return VM_FAULT_OOM;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct lazy_ops = { .fault = lazy_fault };

/* The same in the object. */
static vm_fault_t object_fault(struct vm_fault *vmf)
{
	struct box *box = vmf->vma->vm_private_data;
	struct page *page = box->scratch;

	if (!page) {
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!page)
			return VM_FAULT_OOM;
		box->scratch = page;
	}
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct object_ops = { .fault = object_fault };

/* A member of a variable, without a local. */
static vm_fault_t direct_fault(struct vm_fault *vmf)
{
	if (!common.error)
		return VM_FAULT_SIGBUS;
	get_page(common.error);
	vmf->page = common.error;
	return 0;
}
static const struct vm_operations_struct direct_ops = { .fault = direct_fault };

/* Two faults may allocate it, one of which wins. */
static struct page *error_page(struct box *box)
{
	struct page *page = common.error;

	if (unlikely(!page)) {
		page = alloc_page(GFP_KERNEL);
		if (unlikely(!page))
			goto out;
		memset(page_address(page), -1, PAGE_SIZE);
		mutex_lock(&common.lock);
		if (likely(!common.error))
			common.error = page;
		else {
			__free_page(page);
			page = common.error;
		}
		mutex_unlock(&common.lock);
	}
out:
	return page;
}
static vm_fault_t error_fault(struct vm_fault *vmf)
{
	struct box *box = vmf->vma->vm_private_data;
	struct page *page = error_page(box);

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct error_ops = { .fault = error_fault };

/* In one line after the other. */
static vm_fault_t zero_fault(struct vm_fault *vmf)
{
	mutex_lock(&common.lock);
	if (!common.zero)
		common.zero = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (common.zero)
		get_page(common.zero);
	vmf->page = common.zero;
	mutex_unlock(&common.lock);
	return vmf->page ? 0 : VM_FAULT_OOM;
}
static const struct vm_operations_struct zero_ops = { .fault = zero_fault };

/* Exchanged without a lock. */
static vm_fault_t cmp_fault(struct vm_fault *vmf)
{
	struct page *page = READ_ONCE(dummy), *old;

	if (!page) {
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!page)
			return VM_FAULT_OOM;
		old = cmpxchg(&dummy, NULL, page);
		if (old) {
			__free_page(page);
			page = old;
		}
	}
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct cmp_ops = { .fault = cmp_fault };

/* In an array. */
static vm_fault_t slot_fault(struct vm_fault *vmf)
{
	struct page **slots = vmf->vma->vm_private_data;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	if (!slots[vmf->pgoff]) {
		slots[vmf->pgoff] = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!slots[vmf->pgoff])
			return VM_FAULT_OOM;
	}
	get_page(slots[vmf->pgoff]);
	vmf->page = slots[vmf->pgoff];
	return 0;
}
static const struct vm_operations_struct slot_ops = { .fault = slot_fault };

/* Taken by the name of the variable, not of the local. */
static vm_fault_t named_fault(struct vm_fault *vmf)
{
	struct page *page = READ_ONCE(dummy);

	if (!page) {
		mutex_lock(&common.lock);
		page = dummy;
		mutex_unlock(&common.lock);
	}
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(dummy);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct named_ops = { .fault = named_fault };

/* By what it belongs to. */
static vm_fault_t folio_fault(struct vm_fault *vmf)
{
	if (!dummy)
		return VM_FAULT_SIGBUS;
	folio_get(page_folio(dummy));
	vmf->page = dummy;
	return 0;
}
static const struct vm_operations_struct folio_ops = { .fault = folio_fault };

/* Another function takes it, by its name. */
void hold_dummy_page(void);

static vm_fault_t held_fault(struct vm_fault *vmf)
{
	hold_dummy_page();
	vmf->page = dummy;
	return 0;
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };

/* Each fault has its own; the variable counts them. */
static struct page *newest;

static vm_fault_t newest_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return VM_FAULT_OOM;
	newest = page;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct newest_ops = { .fault = newest_fault };

/* The variable hands over what it has. */
static struct page *spare;

static vm_fault_t spare_fault(struct vm_fault *vmf)
{
	struct page *page = xchg(&spare, NULL);

	if (!page)
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct spare_ops = { .fault = spare_fault };

static vm_fault_t taken_fault(struct vm_fault *vmf)
{
	struct page *page;

	mutex_lock(&common.lock);
	page = spare;
	spare = NULL;
	mutex_unlock(&common.lock);
	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct taken_ops = { .fault = taken_fault };

static vm_fault_t moved_fault(struct vm_fault *vmf)
{
	struct box *box = vmf->vma->vm_private_data;
	struct page *page;

	mutex_lock(&box->lock);
	page = box->page;
	box->page = NULL;
	mutex_unlock(&box->lock);
	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct moved_ops = { .fault = moved_fault };
