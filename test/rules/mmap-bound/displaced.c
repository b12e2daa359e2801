/* release: 3.18 6.6 */
struct win { unsigned long base, bytes; struct ring { unsigned long bytes; void *at; } ring[4]; int rings; };

/* A mapping with an offset begins behind its own start. */
static int win_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (offset >= win->bytes || size > win->bytes - offset)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start + offset, (win->base + offset) >> PAGE_SHIFT, size,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps from vma->vm_start + offset on, as far behind vm_start as vm_pgoff says, and nothing
 * compares that with the length of the mapping: past vm_end it writes page table entries of another mapping; map from
 * vma->vm_start on, for vm_pgoff is a place in the file
 */
			       vma->vm_page_prot);
}
static const struct file_operations win_fops = { .mmap = win_mmap };

static int by_pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	unsigned long start = vma->vm_start;

	if (vma->vm_pgoff > 1 || vma_pages(vma) > 1)
		return -EINVAL;
	start += vma->vm_pgoff * PAGE_SIZE;
	return io_remap_pfn_range(vma, start, win->base >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() maps from start on, as far behind vm_start as vm_pgoff says, and nothing compares that with
 * the length of the mapping: past vm_end it writes page table entries of another mapping; map from vma->vm_start on,
 * for vm_pgoff is a place in the file
 */
}
static const struct file_operations by_pages_fops = { .mmap = by_pages_mmap };

/* Piece by piece, each looked up by its place in the file. */
static int ring_find(struct win *win, unsigned long offset, unsigned long *size, unsigned long *at)
{
	unsigned long start = 4096;
	int i;

	if (!offset) {
		*at = win->base;
		*size = 4096;
		return 0;
	}
	for (i = 0; i < win->rings; i++) {
		if (offset == start) {
			*at = virt_to_phys(win->ring[i].at);
			*size = win->ring[i].bytes;
			return 0;
		}
		start += win->ring[i].bytes;
	}
	return -ENOENT;
}
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT, at;
	unsigned long size = vma->vm_end - vma->vm_start, rest = size;
	int err;

	while (rest) {
		err = ring_find(win, offset, &size, &at);
		if (err)
			return err;
		err = remap_pfn_range(vma, vma->vm_start + offset, at >> PAGE_SHIFT, size, vma->vm_page_prot);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps from vma->vm_start + offset on, as far behind vm_start as vm_pgoff says, and nothing
 * compares that with the length of the mapping: past vm_end it writes page table entries of another mapping; map from
 * vma->vm_start on, for vm_pgoff is a place in the file
 */
		if (err)
			return err;
		rest -= size;
		offset += size;
	}
	return 0;
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };
