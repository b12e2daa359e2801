/* release: 6.12 */
/* expect: none */
/* Once, whatever vm_insert_page() says. */
static int shelf_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long addr;
	int err;

	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		if (!page)
			return -ENOMEM;
		err = vm_insert_page(vma, addr, page);
		put_page(page);
		if (err)
			return err;
	}
	return 0;
}
static const struct file_operations shelf_fops = { .mmap = shelf_mmap };

/* By one call on each way. */
static vm_fault_t board_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int err;

	if (!page)
		return VM_FAULT_OOM;
	err = vm_insert_page(vmf->vma, vmf->address, page);
	if (err) {
		__free_page(page);
		return VM_FAULT_SIGBUS;
	}
	put_page(page);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct board_ops = { .fault = board_fault };

/* A second reference was taken for the list that has it. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int err;

	if (!page)
		return -ENOMEM;
	get_page(page);
	rack->page = page;
	err = vm_insert_page(vma, vma->vm_start, page);
	put_page(page);
	if (err) {
		rack->page = NULL;
		__free_page(page);
	}
	return err;
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* Another function may keep one. */
static int handed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int err;

	if (!page)
		return -ENOMEM;
	rack_add_page(rack, page);
	err = vm_insert_page(vma, vma->vm_start, page);
	put_page(page);
	if (err)
		__free_page(page);
	return err;
}
static const struct file_operations handed_fops = { .mmap = handed_mmap };

/* The next turn has the next page. */
static int turns_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct page *page = NULL;
	unsigned long n;

	for (n = 0; n < 4; n++) {
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!page)
			return -ENOMEM;
		if (page_to_nid(page) == 0)
			break;
		__free_page(page);
		page = NULL;
	}
	if (!page)
		return -ENOMEM;
	n = vm_insert_page(vma, vma->vm_start, page);
	put_page(page);
	return n;
}
static const struct file_operations turns_fops = { .mmap = turns_mmap };
