/* release: 6.12 4.14 */
/* expect: none */
struct foo { struct page *page; void *mem; struct page **pages; };

static int zeroed_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct zeroed_ops = { .fault = zeroed_fault };

static int cleared_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	clear_page(page_address(page));
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct cleared_ops = { .fault = cleared_fault };

/* Somebody is handed the page, or its address, and may fill it. */
static int read_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_HIGHUSER);

	if (!page)
		return VM_FAULT_OOM;
	foo_read(foo, page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct read_ops = { .fault = read_fault };

static int dma_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_HIGHUSER);

	if (!page)
		return VM_FAULT_OOM;
	foo->page = page;
	foo_receive(foo);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct dma_ops = { .fault = dma_fault };

static int header_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 *mem = (u32 *)__get_free_page(GFP_KERNEL);

	if (!mem)
		return -ENOMEM;
	if (vma->vm_end - vma->vm_start > PAGE_SIZE || vma->vm_pgoff) {
		free_page((unsigned long)mem);
		return -EINVAL;
	}
	for (int n = 0; n < PAGE_SIZE / sizeof(*mem); n++)
		mem[n] = 0;
	foo->mem = mem;
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations header_fops = { .mmap = header_mmap };

/* Cleared by the call, or as the caller asks. */
static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	void *mem = (void *)get_zeroed_page(GFP_KERNEL);

	if (!mem)
		return -ENOMEM;
	if (vma->vm_end - vma->vm_start > PAGE_SIZE || vma->vm_pgoff) {
		free_page((unsigned long)mem);
		return -EINVAL;
	}
	foo->mem = mem;
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

/* What was allocated is the array, not what it maps. */
static int array_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct page **pages = kmalloc_array(16, sizeof(*pages), GFP_KERNEL);
	int err;

	if (!pages)
		return -ENOMEM;
	foo->pages = pages;
	err = vm_map_pages_zero(vma, pages, 16);
	if (err) {
		kfree(pages);
		foo->pages = NULL;
	}
	return err;
}
static const struct file_operations array_fops = { .mmap = array_mmap };
