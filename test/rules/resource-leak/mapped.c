/* release: 6.12 5.10 */
/* vm_insert_page() counts the page by itself. */
static vm_fault_t lost_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int err;

	if (!page)
		return VM_FAULT_OOM;
	err = vm_insert_page(vmf->vma, vmf->address, page);
	if (err) {
		__free_page(page);
		return err == -EBUSY ? VM_FAULT_NOPAGE : VM_FAULT_SIGBUS;
	}
	return VM_FAULT_NOPAGE;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: lost_fault() maps what alloc_page() gave, and keeps it
 * nowhere: vm_insert_page() counts the page by itself, so that the reference of alloc_page() is never put, and each
 * call loses a page; put it where vm_insert_page() succeeds as well
 */
}
static const struct vm_operations_struct lost_ops = { .fault = lost_fault };

/* In a function beside, */
static int fill(struct vm_area_struct *vma, unsigned long addr)
{
	struct page *page = alloc_page(GFP_HIGHUSER | __GFP_ZERO);
	int err;

	if (!page)
		return -ENOMEM;
	err = vm_insert_page(vma, addr, page);
	if (err)
		put_page(page);
	return err;
/*      ^^^^^^^^^^^ warning[resource-leak]: fill() maps what alloc_page() gave, and keeps it nowhere: vm_insert_page()
 * counts the page by itself, so that the reference of alloc_page() is never put, and each call loses a page; put it
 * where vm_insert_page() succeeds as well
 */
}

static vm_fault_t beside_fault(struct vm_fault *vmf)
{
	int err = fill(vmf->vma, vmf->address);

	return err == -ENOMEM ? VM_FAULT_OOM : err && err != -EBUSY ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct beside_ops = { .fault = beside_fault };

/* in mmap, by its address, */
static int zeroed_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long memory;
	int err;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	memory = get_zeroed_page(GFP_KERNEL);
	if (!memory)
		return -ENOMEM;
	err = vm_insert_page(vma, vma->vm_start, virt_to_page((void *)memory));
	if (err)
		free_page(memory);
	return err;
/*      ^^^^^^^^^^^ warning[resource-leak]: zeroed_mmap() maps what get_zeroed_page() gave, and keeps it nowhere:
 * vm_insert_page() counts the page by itself, so that the reference of get_zeroed_page() is never put, and each call
 * loses a page; put it where vm_insert_page() succeeds as well
 */
}
static const struct file_operations zeroed_fops = { .mmap = zeroed_mmap };

/* or its frame, of memory that nothing counts. */
static int framed_mmap(struct file *file, struct vm_area_struct *vma)
{
	void *memory;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	memory = kzalloc(PAGE_SIZE, GFP_KERNEL);
	if (!memory)
		return -ENOMEM;
	if (remap_pfn_range(vma, vma->vm_start, virt_to_phys(memory) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot)) {
		kfree(memory);
		return -EAGAIN;
	}
	return 0;
/*      ^^^^^^^^^ warning[resource-leak]: framed_mmap() maps what kzalloc() gave, and keeps it nowhere: nothing else
 * leads to it, and remap_pfn_range() keeps nothing of it: when the mapping goes it is lost for good; store it where
 * close finds it, and give it back there
 */
}
static const struct file_operations framed_fops = { .mmap = framed_mmap };

/* The reference is put, */
static vm_fault_t put_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int err;

	if (!page)
		return VM_FAULT_OOM;
	err = vm_insert_page(vmf->vma, vmf->address, page);
	put_page(page);
	return err && err != -EBUSY ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct put_ops = { .fault = put_fault };

/* the page is kept, */
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int err;

	if (!page)
		return VM_FAULT_OOM;
	err = vm_insert_page(vmf->vma, vmf->address, page);
	if (err) {
		__free_page(page);
		return err == -EBUSY ? VM_FAULT_NOPAGE : VM_FAULT_SIGBUS;
	}
	list_add(&page->lru, &well->pages);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

/* or handed to core. */
static vm_fault_t handed_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct handed_ops = { .fault = handed_fault };

/* Memory that hangs on the mapping, */
static int hung_mmap(struct file *file, struct vm_area_struct *vma)
{
	void *memory;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	memory = kzalloc(PAGE_SIZE, GFP_KERNEL);
	if (!memory)
		return -ENOMEM;
	if (remap_pfn_range(vma, vma->vm_start, virt_to_phys(memory) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot)) {
		kfree(memory);
		return -EAGAIN;
	}
	vma->vm_private_data = memory;
	return 0;
}
static const struct file_operations hung_fops = { .mmap = hung_mmap };

/* and an array that is no more needed by itself. */
static int array_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct well *well = file->private_data;
	struct page **pages = kcalloc(well->count, sizeof(*pages), GFP_KERNEL);
	int err;

	if (!pages)
		return -ENOMEM;
	well_pages(well, pages);
	err = vm_map_pages(vma, pages, well->count);
	kfree(pages);
	return err;
}
static const struct file_operations array_fops = { .mmap = array_mmap };
