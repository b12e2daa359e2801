/* release: 6.12 */
/* Two faults of one page at once: each has seen the slot empty. */
static struct page *sheet_page(struct sheet *sheet, unsigned long index)
{
	struct page *page = sheet->pages[index];

	if (page)
		return page;
	page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (page) {
		mutex_lock(&sheet->lock);
		sheet->pages[index] = page;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: sheet_page() stores to sheet->pages[index] what
 * alloc_page() gave, and has tested sheet->pages[index] only before it took the lock: of two faults at once the
 * second overwrites what the first has stored, which is lost and may be mapped; test it again under the lock
 */
		mutex_unlock(&sheet->lock);
	}
	return page;
}

static vm_fault_t sheet_fault(struct vm_fault *vmf)
{
	struct sheet *sheet = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= sheet->count)
		return VM_FAULT_SIGBUS;
	page = sheet_page(sheet, vmf->pgoff);
	if (!page)
		return VM_FAULT_OOM;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct sheet_ops = { .fault = sheet_fault };

static vm_fault_t one_fault(struct vm_fault *vmf)
{
	struct one *one = vmf->vma->vm_private_data;

	if (!one->page) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		if (!page)
			return VM_FAULT_OOM;
		spin_lock(&one->lock);
		one->page = page;
/*              ^^^^^^^^^^^^^^^^ warning[resource-leak]: one_fault() stores to one->page what alloc_page() gave, and
 * has tested one->page only before it took the lock: of two faults at once the second overwrites what the first has
 * stored, which is lost and may be mapped; test it again under the lock
 */
		spin_unlock(&one->lock);
	}
	get_page(one->page);
	vmf->page = one->page;
	return 0;
}
static const struct vm_operations_struct one_ops = { .fault = one_fault };

/* Tested again, */
static vm_fault_t again_fault(struct vm_fault *vmf)
{
	struct one *one = vmf->vma->vm_private_data;

	if (!one->page) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		if (!page)
			return VM_FAULT_OOM;
		spin_lock(&one->lock);
		if (!one->page) {
			one->page = page;
			page = NULL;
		}
		spin_unlock(&one->lock);
		if (page)
			__free_page(page);
	}
	get_page(one->page);
	vmf->page = one->page;
	return 0;
}
static const struct vm_operations_struct again_ops = { .fault = again_fault };

/* by way of the variable, */
static vm_fault_t copy_fault(struct vm_fault *vmf)
{
	struct one *one = vmf->vma->vm_private_data;
	struct page *page = one->page;

	if (!page) {
		mutex_lock(&one->mutex);
		page = one->page;
		if (!page) {
			page = alloc_page(GFP_KERNEL | __GFP_ZERO);
			one->page = page;
		}
		mutex_unlock(&one->mutex);
		if (!page)
			return VM_FAULT_OOM;
	}
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct copy_ops = { .fault = copy_fault };

/* or under the lock alone. */
static vm_fault_t under_fault(struct vm_fault *vmf)
{
	struct one *one = vmf->vma->vm_private_data;
	struct page *page;

	mutex_lock(&one->mutex);
	if (!one->page) {
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!page) {
			mutex_unlock(&one->mutex);
			return VM_FAULT_OOM;
		}
		one->page = page;
	}
	get_page(one->page);
	vmf->page = one->page;
	mutex_unlock(&one->mutex);
	return 0;
}
static const struct vm_operations_struct under_ops = { .fault = under_fault };

/* A caller that holds the lock is alone. */
static struct page *held_page(struct sheet *sheet, unsigned long index)
{
	struct page *page = sheet->pages[index];

	if (page)
		return page;
	page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (page) {
		spin_lock(&sheet->count_lock);
		sheet->pages[index] = page;
		sheet->used++;
		spin_unlock(&sheet->count_lock);
	}
	return page;
}

static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct sheet *sheet = vmf->vma->vm_private_data;
	struct page *page = NULL;

	mutex_lock(&sheet->lock);
	if (vmf->pgoff < sheet->count)
		page = held_page(sheet, vmf->pgoff);
	if (page)
		get_page(page);
	mutex_unlock(&sheet->lock);
	vmf->page = page;
	return page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };
