/* release: 6.12 6.3 */
/* No table is installed, and nothing holds what is mapped against the object. */
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;

	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return io_remap_pfn_range(vma, vma->vm_start, (bar->start >> PAGE_SHIFT) + vma->vm_pgoff,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: neither
 * offset nor length of what io_remap_pfn_range() maps is bounds-checked: user space maps what lies
 * past the object; return -EINVAL where it is too large
 */
				  vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* The size grows with what user space asks for where it should have shrunk. */
static int rom_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = rom_size;

	if ((vma->vm_pgoff << PAGE_SHIFT) > size)
		return -ENXIO;
	if (vma->vm_end - vma->vm_start > size)
		size = vma->vm_end - vma->vm_start;
	return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff + (rom_start >> PAGE_SHIFT), size,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what io_remap_pfn_range() maps is never bounds-checked against what lies behind the offset: user
 * space maps what lies past the object; return -EINVAL where it is too large
 */
				  vma->vm_page_prot);
}
static const struct file_operations rom_fops = { .mmap = rom_mmap };

/* The orders of both sizes are compared. */
static int event_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (get_order(EVENT_BYTES) < get_order(size))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, event_pfn, size, vma->vm_page_prot);
}
static const struct file_operations event_fops = { .mmap = event_mmap };

/* A callee checks one region, and the others are told apart before they come here. */
static void *ring_check(struct file *file, unsigned long offset, unsigned long size)
{
	struct ring *ring = file->private_data;

	if (offset == 0)
		return ring->small;
	if (size > ring->bytes)
		return ERR_PTR(-EINVAL);
	return ring->entries;
}
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	void *at = ring_check(file, vma->vm_pgoff, size);

	if (IS_ERR(at))
		return PTR_ERR(at);
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(at) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* An index counts up to what user space asks for. */
static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma);
	int ret;

	for (i = 0; i < n; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[i]);
/*                                                                       ^^^^^^^^^^^^^^ warning[mmap-bound]: i counts
 * up to the length of the mapping, which is never bounds-checked: user space reaches what lies past
 * pool->pages; return -EINVAL where it is too large
 */
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

/* Here the mapping is no longer than the object. */
static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma);
	int ret;

	if (n > pool->count)
		return -EINVAL;
	for (i = 0; i < n; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[i]);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations held_fops = { .mmap = held_mmap };

/* And here the object is made for the mapping. */
static int made_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long i, n = vma_pages(vma);
	struct made *made = kzalloc(struct_size(made, pages, n), GFP_KERNEL);

	if (!made)
		return -ENOMEM;
	for (i = 0; i < n; i++)
		made->pages[i] = made_page();
	vma->vm_private_data = made;
	return 0;
}
static const struct file_operations made_fops = { .mmap = made_mmap };

/* The difference wraps where the offset is larger. */
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > bar->size - offset)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size less the offset wraps where the offset is larger:
 * a large vm_pgoff passes, and user space maps what lies past the object; compare the offset with the
 * size first
 */
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, (bar->start + offset) >> PAGE_SHIFT, size,
				  vma->vm_page_prot);
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* The offset is compared first. */
static int first_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (offset >= bar->size || size > bar->size - offset)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, (bar->start + offset) >> PAGE_SHIFT, size,
				  vma->vm_page_prot);
}
static const struct file_operations first_fops = { .mmap = first_mmap };

/* One page too far, and an index that nothing bounds. */
static int slot_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;

	if (vma->vm_pgoff > pool->npages)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset may be pool->npages itself, one past the end,
 * and user space maps what lies there: compare with >=
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, pool->pfn + vma->vm_pgoff, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations slot_fops = { .mmap = slot_mmap };
static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;

	return vm_iomap_memory(vma, pool->windows[vma->vm_pgoff].start, PAGE_SIZE);
/*                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vma->vm_pgoff is never bounds-checked: user space reaches what lies past pool->windows; return -EINVAL where it is too large
 */
}
static const struct file_operations window_fops = { .mmap = window_mmap };

/* The subsystem looks at the length before. */
static int gem_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = drm_gem_mmap(file, vma);

	if (ret)
		return ret;
	vma->vm_pgoff = 0;
	return remap_pfn_range(vma, vma->vm_start, gem_pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations gem_fops = { .mmap = gem_mmap };
