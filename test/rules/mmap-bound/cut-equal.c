/* release: 6.12 */
/* What is equal in 32 bits may differ above them. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *w = file->private_data;
	u32 addr = vma->vm_pgoff << PAGE_SHIFT, size = vma->vm_end - vma->vm_start;

	if (addr != w->start || size != w->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * what remap_pfn_range() maps is bounds-checked after it was cut to fewer bits: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *w = file->private_data;
	int id = vma->vm_pgoff;

	switch (id) {
	case 0:
		if (vma_pages(vma) > w->pages)
			return -EINVAL;
		return remap_pfn_range(vma, vma->vm_start, w->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * what remap_pfn_range() maps is bounds-checked after it was cut to fewer bits: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
	}
	return -EINVAL;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
static int len_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *w = file->private_data;
	int size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff)
		return -EINVAL;
	if (size == w->size)
		return remap_pfn_range(vma, vma->vm_start, w->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * what remap_pfn_range() maps is bounds-checked after it was cut to fewer bits: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
	return -EINVAL;
}
static const struct file_operations len_fops = { .mmap = len_mmap };
static int ok_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *w = file->private_data;
	unsigned int size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff)
		return -EINVAL;
	if (size == w->size)
		return remap_pfn_range(vma, vma->vm_start, w->pfn, size, vma->vm_page_prot);
	return -EINVAL;
}
static const struct file_operations ok_fops = { .mmap = ok_mmap };
static int ok2_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *w = file->private_data;
	u32 addr = vma->vm_pgoff, pages = vma_pages(vma);

	if (addr != w->start || pages != w->pages)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, addr, pages << PAGE_SHIFT, vma->vm_page_prot);
}
static const struct file_operations ok2_fops = { .mmap = ok2_mmap };
static int ok3_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *w = file->private_data;
	unsigned int size = vma->vm_end - vma->vm_start;
	unsigned int id = vma->vm_pgoff;

	if (id == 3 && size == w->size)
		return remap_pfn_range(vma, vma->vm_start, w->pfn, size, vma->vm_page_prot);
	return -EINVAL;
}
static const struct file_operations ok3_fops = { .mmap = ok3_mmap };
static int check_region(struct foo *w, unsigned int addr, unsigned int size)
{
	if (w->start == addr && w->end == addr + size)
		return 1;
	return 0;
}
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *w = file->private_data;
	unsigned int addr, size;

	addr = vma->vm_pgoff << PAGE_SHIFT;
	size = vma->vm_end - vma->vm_start;
	if (check_region(w, addr, size))
		return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * what remap_pfn_range() maps is bounds-checked by a callee at most, after it was cut to fewer bits: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
	return -EINVAL;
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

/* Nothing is compared here at all: the number of pages is handed on for another reason. */
static int order_mmap(struct file *file, struct vm_area_struct *vma)
{
	int npages = (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_ZERO, get_order(npages));

	if (!page)
		return -ENOMEM;
	foo_keep(file->private_data, page);
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(page), vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * what remap_pfn_range() maps is bounds-checked by a callee at most, after it was cut to fewer bits: user space maps
 * what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations order_fops = { .mmap = order_mmap };
