/* release: 6.12 */
/* Core leaves nothing mapped of one range where it fails. */
static int area_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	void *mem = kzalloc(size, GFP_KERNEL);

	if (!mem)
		return -ENOMEM;
	if (remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, size, vma->vm_page_prot)) {
		kfree(mem);
		return -EAGAIN;
	}
	vma->vm_private_data = mem;
	return 0;
}
static const struct file_operations area_fops = { .mmap = area_mmap };

/* The page that was not mapped is freed. */
static int sheet_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sheet *sheet = file->private_data;
	unsigned long at;
	int ret;

	for (at = vma->vm_start; at < vma->vm_end; at += PAGE_SIZE) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		if (!page)
			return -ENOMEM;
		ret = remap_pfn_range(vma, at, page_to_pfn(page), PAGE_SIZE, vma->vm_page_prot);
		if (ret) {
			__free_page(page);
			return ret;
		}
		list_add(&page->lru, &sheet->pages);
	}
	return 0;
}
static const struct file_operations sheet_fops = { .mmap = sheet_mmap };

/* The mapping has a reference of its own, */
static int leaf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct leaf *leaf = file->private_data;
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int ret;

	if (!page)
		return -ENOMEM;
	ret = remap_pfn_range(vma, vma->vm_start, page_to_pfn(page), PAGE_SIZE, vma->vm_page_prot);
	if (!ret) {
		get_page(page);
		leaf->page = page;
	}
	put_page(page);
	return ret;
}
static const struct file_operations leaf_fops = { .mmap = leaf_mmap };

/* vm_insert_page() takes one, */
static int note_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int ret;

	if (!page)
		return -ENOMEM;
	ret = vm_insert_page(vma, vma->vm_start, page);
	__free_page(page);
	return ret;
}
static const struct file_operations note_fops = { .mmap = note_mmap };

/* and here it is unmapped first. */
static int shelf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = shelf_get(file, vma->vm_pgoff);
	unsigned long i, n = vma_pages(vma);
	int ret = 0;

	if (!shelf)
		return -EINVAL;
	if (n > shelf->count) {
		kref_put(&shelf->ref, shelf_free);
		return -EINVAL;
	}
	for (i = 0; i < n; i++) {
		ret = remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE, page_to_pfn(shelf->pages[i]), PAGE_SIZE,
				      vma->vm_page_prot);
		if (ret)
			break;
	}
	if (ret) {
		zap_vma_ptes(vma, vma->vm_start, n << PAGE_SHIFT);
		kref_put(&shelf->ref, shelf_free);
		return ret;
	}
	list_add(&shelf->node, &mapped_shelves);
	return 0;
}
static const struct file_operations shelf_fops = { .mmap = shelf_mmap };

/* A mapping that holds one for each page gives back as many. */
static void folder_open(struct vm_area_struct *vma)
{
	struct folder *folder = vma->vm_private_data;
	unsigned long i, n = vma_pages(vma);

	for (i = 0; i < n; i++)
		kref_get(&folder->ref);
}

static void folder_close(struct vm_area_struct *vma)
{
	struct folder *folder = vma->vm_private_data;
	unsigned long i, n = vma_pages(vma);

	for (i = 0; i < n; i++)
		kref_put(&folder->ref, folder_free);
}
static const struct vm_operations_struct folder_ops = { .open = folder_open, .close = folder_close };

/* expect: none */
