/* release: 6.12 */
/* vm_insert_page() takes a reference of its own: who gives up the first one has cleared nothing. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct page *page = alloc_page(GFP_KERNEL);
	int ret;

	if (!page)
		return -ENOMEM;
	ret = vm_insert_page(vma, vma->vm_start, page);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: foo_mmap() maps memory
 * (vm_insert_page()) that alloc_page() gave uncleared, and nobody has written to it: user space reads what its last
 * user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
	__free_page(page);
	return ret;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long i, n = vma_pages(vma);
	int ret;

	for (i = 0; i < n; i++) {
		struct page *page = alloc_page(GFP_KERNEL);

		if (!page)
			return -ENOMEM;
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, page);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: bar_mmap()
 * maps memory (vm_insert_page()) that alloc_page() gave uncleared, and nobody has written to it: user space reads
 * what its last user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
		put_page(page);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* Clean: it comes cleared. */
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int ret;

	if (!page)
		return -ENOMEM;
	ret = vm_insert_page(vma, vma->vm_start, page);
	__free_page(page);
	return ret;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };

/* Clean: it is cleared before. */
static int qux_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct page *page = alloc_page(GFP_KERNEL);
	int ret;

	if (!page)
		return -ENOMEM;
	clear_highpage(page);
	ret = vm_insert_page(vma, vma->vm_start, page);
	__free_page(page);
	return ret;
}
static const struct file_operations qux_fops = { .mmap = qux_mmap };
