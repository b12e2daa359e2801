/* release: 6.12 6.1 */

/* Pieces one after the other: where the address stays, the second meets the entries of the first. */
struct core { unsigned long header; unsigned long size; unsigned long pfns[4]; unsigned long start; void *notes; };

static int core_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct core *core = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long len = 0;

	if (vma->vm_pgoff || size != core->size)
		return -EINVAL;
	if (remap_pfn_range(vma, vma->vm_start, core->header, PAGE_SIZE, vma->vm_page_prot))
		return -EAGAIN;
	if (remap_pfn_range(vma, vma->vm_start + len, core->start, PAGE_SIZE, vma->vm_page_prot))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * core_mmap() maps by remap_pfn_range() at vma->vm_start + len, where it has mapped something before and nothing in
 * that address has changed since: an entry is there already, and all that follows lies too low; move the address on
 * by what was mapped
 */
		return -EAGAIN;
	return 0;
}
static const struct file_operations core_fops = { .mmap = core_mmap };

/* In a loop, by a function of the file. */
static int piece_remap(struct vm_area_struct *vma, unsigned long from, unsigned long pfn, unsigned long size)
{
	return remap_pfn_range(vma, from, pfn, size, vma->vm_page_prot);
}
static int holes_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct core *core = file->private_data;
	unsigned long len = 0;
	unsigned long n;
	int err;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != core->size)
		return -EINVAL;
	for (n = 0; n < 4; n++) {
		if (!core->pfns[n]) {
			err = piece_remap(vma, vma->vm_start + len, my_zero_pfn(0), PAGE_SIZE);
/*                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * holes_mmap() maps by piece_remap() at vma->vm_start + len, where it has mapped something before and nothing in that
 * address has changed since: an entry is there already, and all that follows lies too low; move the address on by
 * what was mapped
 */
			if (err)
				return err;
			continue;
		}
		err = piece_remap(vma, vma->vm_start + len, core->pfns[n], PAGE_SIZE);
		if (err)
			return err;
		len += PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations holes_fops = { .mmap = holes_mmap };

/* The number goes on only behind the second. */
static int late_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct core *core = file->private_data;
	unsigned long at = vma->vm_start;
	int err;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != core->size)
		return -EINVAL;
	err = remap_pfn_range(vma, at, core->header, PAGE_SIZE, vma->vm_page_prot);
	if (err < 0)
		return err;
	err = remap_vmalloc_range_partial(vma, at, core->notes, 0, PAGE_SIZE);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: late_mmap() maps by
 * remap_vmalloc_range_partial() at at, where it has mapped something before and nothing in that address has changed
 * since: an entry is there already, and all that follows lies too low; move the address on by what was mapped
 */
	if (err < 0)
		return err;
	at += PAGE_SIZE;
	return remap_pfn_range(vma, at, core->start, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations late_fops = { .mmap = late_mmap };
