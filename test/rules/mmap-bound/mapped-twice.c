/* release: 6.1 6.12 */
/* The rest begins with the frame of the first part. */
static int swap_map(struct vm_area_struct *vma, unsigned long from, unsigned long pfn, unsigned long size)
{
	unsigned long part;
	int rc;

	if (pfn < low_pages) {
		part = min(size, (low_pages - pfn) << PAGE_SHIFT);
		rc = remap_pfn_range(vma, from, pfn + high_base, part, vma->vm_page_prot);
		if (rc || size == part)
			return rc;
		size -= part;
		from += part;
	}
	return remap_pfn_range(vma, from, pfn, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: swap_map() maps the rest
 * by remap_pfn_range() where the address has moved on and pfn has not: user space finds the same memory again in
 * place of what follows; move the frame on as well
 */
}
static int swap_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff + vma_pages(vma) > swap_pages)
		return -EINVAL;
	return swap_map(vma, vma->vm_start, vma->vm_pgoff, size);
}
static const struct file_operations swap_fops = { .mmap = swap_mmap };

/* A loop that steps the address alone, */
static int reel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reel *reel = file->private_data;
	unsigned long addr = vma->vm_start;
	unsigned long pfn = reel->phys >> PAGE_SHIFT;
	int ret;

	if (vma->vm_end - vma->vm_start > reel->size)
		return -EINVAL;
	while (addr < vma->vm_end) {
		ret = remap_pfn_range(vma, addr, pfn, PAGE_SIZE, vma->vm_page_prot);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: reel_mmap()
 * maps piece by piece by remap_pfn_range() where the address has moved on and pfn has not: user space finds the same
 * memory again in place of what follows; move the frame on as well
 */
		if (ret)
			return ret;
		addr += PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations reel_fops = { .mmap = reel_mmap };

/* or by its counter, */
static int tape_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tape *tape = file->private_data;
	unsigned int i;
	int ret;

	if (vma->vm_pgoff || vma_pages(vma) > tape->pages)
		return -EINVAL;
	for (i = 0; i < vma_pages(vma); i++) {
		ret = remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE, vmalloc_to_pfn(tape->mem), PAGE_SIZE,
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * tape_mmap() maps piece by piece by remap_pfn_range() where the address has moved on and vmalloc_to_pfn(tape->mem)
 * has not: user space finds the same memory again in place of what follows; move the frame on as well
 */
				      vma->vm_page_prot);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations tape_fops = { .mmap = tape_mmap };

/* or the frame alone. */
static int disc_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct disc *disc = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long pfn = disc->phys >> PAGE_SHIFT;
	int ret;

	if (vma->vm_pgoff || size > disc->size)
		return -EINVAL;
	while (size > 0) {
		ret = remap_pfn_range(vma, vma->vm_start, pfn, PAGE_SIZE, vma->vm_page_prot);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * disc_mmap() maps piece by piece by remap_pfn_range() where the frame has moved on and vma->vm_start has not: an
 * entry is there already, and the rest is left without one; move the address on as well
 */
		if (ret)
			return ret;
		pfn++;
		size -= PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations disc_fops = { .mmap = disc_mmap };
