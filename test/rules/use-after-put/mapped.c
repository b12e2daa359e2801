/* release: 6.12 */
/* Nothing holds a reference for an entry that remap_pfn_range() makes. */
static int area_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	void *mem = kzalloc(size, GFP_KERNEL);
	int ret;

	if (!mem)
		return -ENOMEM;
	ret = remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, size, vma->vm_page_prot);
	if (ret)
		goto out;
	pr_debug("mapped\n");
out:
	kfree(mem);
/*      ^^^^^^^^^^ warning[use-after-put]: area_mmap() frees mem (kfree()) and leaves mapped what remap_pfn_range()
 * has mapped of it, which takes no reference: user space reaches the memory when it belongs to another; free it when
 * the mapping is gone
 */
	return ret;
}
static const struct file_operations area_fops = { .mmap = area_mmap };

/* Its result may have been what is returned. */
static int block_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long mem = __get_free_pages(GFP_KERNEL | __GFP_ZERO, get_order(size));
	int ret;

	if (!mem)
		return -ENOMEM;
	ret = remap_pfn_range(vma, vma->vm_start, __pa(mem) >> PAGE_SHIFT, size, vma->vm_page_prot);
	free_pages(mem, get_order(size));
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: block_mmap() frees mem (free_pages()) and leaves
 * mapped what remap_pfn_range() has mapped of it, which takes no reference: user space reaches the memory when it
 * belongs to another; free it when the mapping is gone
 */
	return ret;
}
static const struct file_operations block_fops = { .mmap = block_mmap };

/* In each turn, */
static int sheet_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long at;

	for (at = vma->vm_start; at < vma->vm_end; at += PAGE_SIZE) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		if (!page)
			return -ENOMEM;
		if (remap_pfn_range(vma, at, page_to_pfn(page), PAGE_SIZE, vma->vm_page_prot)) {
			__free_page(page);
			return -EAGAIN;
		}
		__free_page(page);
/*              ^^^^^^^^^^^^^^^^^ warning[use-after-put]: sheet_mmap() frees page (__free_page()) and leaves mapped
 * what remap_pfn_range() has mapped of it, which takes no reference: user space reaches the memory when it belongs to
 * another; free it when the mapping is gone
 */
	}
	return 0;
}
static const struct file_operations sheet_fops = { .mmap = sheet_mmap };

/* or of those that the loop has mapped before. */
static int book_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct book *book = file->private_data;
	unsigned long i, n = vma_pages(vma);
	int ret;

	if (vma->vm_pgoff != 0 || n > book->count)
		return -EINVAL;
	for (i = 0; i < n; i++) {
		book->pages[i] = alloc_page(GFP_KERNEL | __GFP_ZERO);
		ret = book->pages[i] ? 0 : -ENOMEM;
		if (ret)
			goto fail;
		ret = remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE, page_to_pfn(book->pages[i]), PAGE_SIZE,
				      vma->vm_page_prot);
		if (ret) {
			__free_page(book->pages[i]);
/*                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: book_mmap() gives back book->pages[i]
 * (__free_page()) where remap_pfn_range() has failed for one piece, and leaves the pieces before mapped: other
 * threads reach the memory until core unmaps them, when it may belong to another; unmap them first (zap_vma_ptes())
 */
			goto fail;
		}
	}
	return 0;
fail:
	while (i--)
		__free_page(book->pages[i]);
	return ret;
}
static const struct file_operations book_fops = { .mmap = book_mmap };

/* What the pages belong to was looked up, and may go with this reference. */
static int shelf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = shelf_get(file, vma->vm_pgoff);
	unsigned long i, n = vma_pages(vma);
	struct page *page;
	int ret = 0;

	if (!shelf)
		return -EINVAL;
	if (n > shelf->count) {
		kref_put(&shelf->ref, shelf_free);
		return -EINVAL;
	}
	for (i = 0; i < n; i++) {
		page = shelf->pages[i];
		ret = remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE, page_to_pfn(page), PAGE_SIZE,
				      vma->vm_page_prot);
		if (ret)
			break;
	}
	if (ret) {
		kref_put(&shelf->ref, shelf_free);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: shelf_mmap() gives back shelf (kref_put())
 * where remap_pfn_range() has failed for one piece, and leaves the pieces before mapped: other threads reach the
 * memory until core unmaps them, when it may belong to another; unmap them first (zap_vma_ptes())
 */
		return ret;
	}
	list_add(&shelf->node, &mapped_shelves);
	return 0;
}
static const struct file_operations shelf_fops = { .mmap = shelf_mmap };
