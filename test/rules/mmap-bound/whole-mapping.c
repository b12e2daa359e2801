/* release: 6.12 4.14 */
static void plain_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct plain_ops = { .close = plain_close };

/* A window of a size of its own, in a mapping of any. */
static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, bridge->pfn, bridge->window, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps bridge->window bytes, whatever the length of the mapping is: past vm_end it writes page
 * table entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations window_fops = { .mmap = window_mmap };

/* Only what is too long is refused. */
static int upper_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	if (vma->vm_end - vma->vm_start > bridge->window)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, bridge->pfn, bridge->window, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps bridge->window bytes, whatever the length of the mapping is: past vm_end it writes page
 * table entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations upper_fops = { .mmap = upper_mmap };

/* The same where both have to be equal, */
static int equal_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	if (vma->vm_end - vma->vm_start != bridge->window)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, bridge->pfn, bridge->window, vma->vm_page_prot);
}
static const struct file_operations equal_fops = { .mmap = equal_mmap };

/* where what is too short is refused, */
static int lower_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	if (vma_pages(vma) < PHYS_PFN(bridge->window))
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, bridge->pfn, bridge->window, vma->vm_page_prot);
}
static const struct file_operations lower_fops = { .mmap = lower_mmap };

/* where somebody is asked, */
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	if (bridge_refuses(bridge, vma))
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, bridge->pfn, bridge->window, vma->vm_page_prot);
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

/* and for a page, which every mapping has. */
static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, bridge->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations page_fops = { .mmap = page_mmap };

/* Page by page, as many as the object has. */
static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long at = vma->vm_start;
	int i, err;

	for (i = 0; i < bridge->nr_pages; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop
 * around remap_pfn_range() goes on whatever the length of the mapping is: past vm_end it writes page
 * table entries of another mapping; return -EINVAL where the mapping is too short
 */
		if (err)
			return err;
		at += PAGE_SIZE;
	}
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

/* That the mapping is none at all is no bound: core makes none of no page. */
static int some_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long at = vma->vm_start;
	int i, err;

	if (vma->vm_start >= vma->vm_end)
		return -EINVAL;
	for (i = 0; i < bridge->nr_pages; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop
 * around remap_pfn_range() goes on whatever the length of the mapping is: past vm_end it writes page
 * table entries of another mapping; return -EINVAL where the mapping is too short
 */
		if (err)
			return err;
		at += PAGE_SIZE;
	}
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct file_operations some_fops = { .mmap = some_mmap };

/* The loop ends with the mapping, */
static int ends_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long at = vma->vm_start;
	int i, err;

	for (i = 0; i < bridge->nr_pages && at < vma->vm_end; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
		if (err)
			return err;
		at += PAGE_SIZE;
	}
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct file_operations ends_fops = { .mmap = ends_mmap };

/* or there is a page for each of it. */
static int each_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long at = vma->vm_start;
	int i, err;

	if (vma_pages(vma) != bridge->nr_pages)
		return -EINVAL;
	for (i = 0; i < bridge->nr_pages; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
		if (err)
			return err;
		at += PAGE_SIZE;
	}
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct file_operations each_fops = { .mmap = each_mmap };

/* A helper that is told how much to map: one finding, where it is done, whoever calls it. */
static int bridge_map(struct vm_area_struct *vma, unsigned long pfn, unsigned long size)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, pfn, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() maps size bytes, whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
}

static int registers_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	vma->vm_ops = &plain_ops;
	return bridge_map(vma, bridge->pfn, bridge->registers);
}
static const struct file_operations registers_fops = { .mmap = registers_mmap };

static int doorbell_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	vma->vm_ops = &plain_ops;
	return bridge_map(vma, bridge->doorbell, bridge->doorbells * PAGE_SIZE);
}
static const struct file_operations doorbell_fops = { .mmap = doorbell_mmap };

/* Where it compares, it may be told. */
static int bridge_map_all(struct vm_area_struct *vma, unsigned long pfn, unsigned long size)
{
	if (vma->vm_end - vma->vm_start != size)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, pfn, size, vma->vm_page_prot);
}

static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;

	vma->vm_ops = &plain_ops;
	return bridge_map_all(vma, bridge->pfn, bridge->registers);
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };

/* The loop asks behind what it maps whether the mapping ends there, and leaves, */
static int leaves_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long at = vma->vm_start;
	int i, err;

	vma->vm_ops = &plain_ops;
	for (i = 0; i < bridge->nr_pages; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
		if (err)
			return err;
		at += PAGE_SIZE;
		if (at >= vma->vm_end)
			return 0;
	}
	return 0;
}
static const struct file_operations leaves_fops = { .mmap = leaves_mmap };

/* by a break, */
static int breaks_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long at = vma->vm_start;
	int i, err = 0;

	vma->vm_ops = &plain_ops;
	for (i = 0; i < bridge->nr_pages; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
		if (err)
			break;
		at += PAGE_SIZE;
		if (at == vma->vm_end)
			break;
	}
	return err;
}
static const struct file_operations breaks_fops = { .mmap = breaks_mmap };

/* a goto, */
static int jumps_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long at = vma->vm_start;
	int i, err = 0;

	vma->vm_ops = &plain_ops;
	for (i = 0; i < bridge->nr_pages; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
		if (err || vma->vm_end <= at + PAGE_SIZE)
			goto out;
		at += PAGE_SIZE;
	}
out:
	return err;
}
static const struct file_operations jumps_fops = { .mmap = jumps_mmap };

/* or where nothing of it is left. */
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long left = vma->vm_end - vma->vm_start;
	unsigned long at = vma->vm_start;
	int i, err;

	vma->vm_ops = &plain_ops;
	for (i = 0; i < bridge->nr_pages; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
		if (err)
			return err;
		at += PAGE_SIZE;
		left -= PAGE_SIZE;
		if (!left)
			break;
	}
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* That it leaves at an end of the object says nothing of the mapping. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bridge *bridge = file->private_data;
	unsigned long at = vma->vm_start;
	int i, err;

	vma->vm_ops = &plain_ops;
	for (i = 0; i < bridge->nr_pages; i++) {
		err = remap_pfn_range(vma, at, page_to_pfn(bridge->pages[i]), PAGE_SIZE, vma->vm_page_prot);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop
 * around remap_pfn_range() goes on whatever the length of the mapping is: past vm_end it writes page
 * table entries of another mapping; return -EINVAL where the mapping is too short
 */
		if (err)
			return err;
		at += PAGE_SIZE;
		if (at >= vma->vm_start + bridge->window)
			return 0;
	}
	return 0;
}
static const struct file_operations other_fops = { .mmap = other_mmap };
