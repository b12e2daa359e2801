/* release: 6.12 */
/* Whoever maps an array says how many pages it has: not how many the mapping has. */
struct ring {
	struct page **pages;
	unsigned long nr_pages;
	unsigned long pfn;
	struct page *first;
};

static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long nr = vma_pages(vma);

	return vm_insert_pages(vma, vma->vm_start, ring->pages, &nr);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_insert_pages() is handed
 * nr as the number of pages in ring->pages, which is made of the mapping, whose length is never bounds-checked: user
 * space maps what lies past ring->pages; return -EINVAL where it is too large
 */
}

static int whole_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long nr = min(ring->nr_pages, vma_pages(vma));

	return vm_insert_pages(vma, vma->vm_start, ring->pages, &nr);
}

static int insert_ring(struct vm_area_struct *vma, struct page **pages, int npages)
{
	unsigned long nr = npages;

	vm_flags_set(vma, VM_DONTEXPAND);
	return vm_insert_pages(vma, vma->vm_start, pages, &nr);
}

static int helper_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	size_t sz = vma->vm_end - vma->vm_start;
	unsigned int npages;

	npages = (sz + PAGE_SIZE - 1) >> PAGE_SHIFT;
	return insert_ring(vma, ring->pages, npages);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_insert_pages() in insert_ring() is handed
 * nr as the number of pages in pages, which is made of the mapping, whose length is never bounds-checked: user space
 * maps what lies past pages; return -EINVAL where it is too large
 */
}

static int helper_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	size_t sz = vma->vm_end - vma->vm_start;
	unsigned int npages;

	npages = min(ring->nr_pages, (sz + PAGE_SIZE - 1) >> PAGE_SHIFT);
	return insert_ring(vma, ring->pages, npages);
}

static int map_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	return vm_map_pages(vma, ring->pages, vma_pages(vma));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_map_pages() is handed
 * vma_pages(vma) as the number of pages in ring->pages, which is made of the mapping, whose length is never
 * bounds-checked: user space maps what lies past ring->pages; return -EINVAL where it is too large
 */
}

static int map_sum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	return vm_map_pages(vma, ring->pages, vma->vm_pgoff + vma_pages(vma));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_map_pages() is
 * handed vma->vm_pgoff + vma_pages(vma) as the number of pages in ring->pages, which is made of the mapping, whose
 * offset and length are not both bounds-checked: user space maps what lies past ring->pages; return -EINVAL where it
 * is too large
 */
}

static int map_zero_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long count = (vma->vm_end - vma->vm_start) / PAGE_SIZE;

	if (!count)
		return -EINVAL;
	return vm_map_pages_zero(vma, ring->pages, count);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_map_pages_zero() is handed count as
 * the number of pages in ring->pages, which is made of the mapping, whose length is never bounds-checked: user space
 * maps what lies past ring->pages; return -EINVAL where it is too large
 */
}

static int map_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	return vm_map_pages(vma, ring->pages, ring->nr_pages);
}

static int map_zero_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long count = vma_pages(vma);

	if (count > ring->nr_pages)
		return -EINVAL;
	return vm_map_pages_zero(vma, ring->pages, count);
}

static int made_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long count = vma_pages(vma);
	struct page **pages = kcalloc(count, sizeof(*pages), GFP_KERNEL);

	if (!pages)
		return -ENOMEM;
	if (fill_pages(pages, count))
		return -ENOMEM;
	return vm_map_pages_zero(vma, pages, count);
}

static int frames_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long pfn = ring->pfn;
	unsigned long va;
	int err;

	for (va = vma->vm_start; va < vma->vm_end; va += PAGE_SIZE, pfn++) {
		err = vm_insert_page(vma, va, pfn_to_page(pfn));
/*                                            ^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop around pfn_to_page() goes
 * as far as the mapping is long, and the length is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
		if (err)
			return err;
	}
	return 0;
}

static int frames_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long pfn = ring->pfn;
	unsigned long va;
	int err;

	if (vma_pages(vma) != ring->nr_pages)
		return -EINVAL;
	for (va = vma->vm_start; va < vma->vm_end; va += PAGE_SIZE, pfn++) {
		err = vm_insert_page(vma, va, pfn_to_page(pfn));
		if (err)
			return err;
	}
	return 0;
}

static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	struct page *page = ring->first;
	unsigned long va = vma->vm_start;
	int err;

	while (va < vma->vm_end) {
		err = vm_insert_page(vma, va, page++);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop around vm_insert_page() goes as
 * far as the mapping is long, and the length is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
		if (err)
			return err;
		va += PAGE_SIZE;
	}
	return 0;
}

static int sum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long i;
	int err;

	for (i = 0; i < vma_pages(vma); i++) {
		err = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pfn_to_page(ring->pfn + i));
/*                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the loop around pfn_to_page() goes as far as the mapping is long, and the length is never bounds-checked: user
 * space maps what lies past the object; return -EINVAL where it is too large
 */
		if (err)
			return err;
	}
	return 0;
}

static int sum_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long i;
	int err;

	for (i = 0; i < vma_pages(vma) && i < ring->nr_pages; i++) {
		err = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pfn_to_page(ring->pfn + i));
		if (err)
			return err;
	}
	return 0;
}

static int pages_sum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long i;
	int err;

	for (i = 0; i < vma_pages(vma); i++) {
		err = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, ring->first + i);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the
 * loop around vm_insert_page() goes as far as the mapping is long, and the length is never bounds-checked: user space
 * maps what lies past the object; return -EINVAL where it is too large
 */
		if (err)
			return err;
	}
	return 0;
}

static int count_down_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long va = vma->vm_start;
	unsigned long pfn = ring->pfn;
	int err;

	while (size > 0) {
		err = vm_insert_page(vma, va, pfn_to_page(pfn));
/*                                            ^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop around pfn_to_page() goes
 * as far as the mapping is long, and the length is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
		if (err)
			return err;
		va += PAGE_SIZE;
		pfn++;
		size -= PAGE_SIZE;
	}
	return 0;
}

/* What stands behind the switch is never come to. */
static void *check_request(struct file *file, loff_t pgoff, size_t sz)
{
	struct ring *ring = file->private_data;
	loff_t offset = pgoff << PAGE_SHIFT;
	struct page *page;
	void *ptr;

	switch (offset) {
	case RING_A:
		return ring->a;
	default:
		return ERR_PTR(-EINVAL);
	}
	page = virt_to_head_page(ptr);
	if (sz > page_size(page))
		return ERR_PTR(-EINVAL);
	return ptr;
}

static int dead_check_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	size_t sz = vma->vm_end - vma->vm_start;
	long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long npages;
	void *ptr;

	ptr = check_request(file, vma->vm_pgoff, sz);
	if (IS_ERR(ptr))
		return PTR_ERR(ptr);
	npages = (sz + PAGE_SIZE - 1) >> PAGE_SHIFT;
	return vm_insert_pages(vma, vma->vm_start, ring->pages, &npages);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_insert_pages() is
 * handed npages as the number of pages in ring->pages, which is made of the mapping, whose length is never
 * bounds-checked: user space maps what lies past ring->pages; return -EINVAL where it is too large
 */
}
static void *live_request(struct file *file, loff_t pgoff, size_t sz)
{
	struct ring *ring = file->private_data;
	loff_t offset = pgoff << PAGE_SHIFT;
	struct page *page;
	void *ptr;

	switch (offset) {
	case RING_A:
		ptr = ring->a;
		break;
	default:
		return ERR_PTR(-EINVAL);
	}
	page = virt_to_head_page(ptr);
	if (sz > page_size(page))
		return ERR_PTR(-EINVAL);
	return ptr;
}

static int live_check_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	size_t sz = vma->vm_end - vma->vm_start;
	long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long npages;
	void *ptr;

	ptr = live_request(file, vma->vm_pgoff, sz);
	if (IS_ERR(ptr))
		return PTR_ERR(ptr);
	npages = (sz + PAGE_SIZE - 1) >> PAGE_SHIFT;
	return vm_insert_pages(vma, vma->vm_start, ring->pages, &npages);
}
static void *region_check(struct file *file, unsigned long pgoff, size_t sz)
{
	struct ring *ring = file->private_data;
	unsigned long offset = pgoff << PAGE_SHIFT;

	switch (offset) {
	case RING_A:
		return ring->a;
	case RING_B:
		return ring->b;
	default:
		return ERR_PTR(-EINVAL);
	}
}

/* Neither is left behind the second switch: what follows is never come to. */
static int refuted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	size_t sz = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	void *ptr;

	ptr = region_check(file, vma->vm_pgoff, sz);
	if (IS_ERR(ptr))
		return PTR_ERR(ptr);
	switch (offset & RING_MASK) {
	case RING_A:
	case RING_B:
		return vm_map_pages_zero(vma, ring->pages, ring->nr_pages);
	}
	return remap_pfn_range(vma, vma->vm_start, ring->pfn, sz, vma->vm_page_prot);
}

static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	size_t sz = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	void *ptr;

	ptr = region_check(file, vma->vm_pgoff, sz);
	if (IS_ERR(ptr))
		return PTR_ERR(ptr);
	switch (offset & RING_MASK) {
	case RING_A:
		return vm_map_pages_zero(vma, ring->pages, ring->nr_pages);
	}
	return remap_pfn_range(vma, vma->vm_start, ring->pfn, sz, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object; return -EINVAL
 * where it is too large
 */
}

static const struct file_operations fops[] = {
	{ .mmap = whole_mmap },
	{ .mmap = whole_clean_mmap },
	{ .mmap = helper_mmap },
	{ .mmap = helper_clean_mmap },
	{ .mmap = map_mmap },
	{ .mmap = map_sum_mmap },
	{ .mmap = map_zero_mmap },
	{ .mmap = map_clean_mmap },
	{ .mmap = map_zero_clean_mmap },
	{ .mmap = made_clean_mmap },
	{ .mmap = frames_mmap },
	{ .mmap = frames_clean_mmap },
	{ .mmap = pages_mmap },
	{ .mmap = sum_mmap },
	{ .mmap = sum_clean_mmap },
	{ .mmap = pages_sum_mmap },
	{ .mmap = count_down_mmap },
	{ .mmap = dead_check_mmap },
	{ .mmap = live_check_mmap },
	{ .mmap = refuted_mmap },
	{ .mmap = left_mmap },
};
