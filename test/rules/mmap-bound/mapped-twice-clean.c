/* release: 6.1 6.12 */
/* Both move on, */
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
		pfn += part >> PAGE_SHIFT;
	}
	return remap_pfn_range(vma, from, pfn, size, vma->vm_page_prot);
}
static int swap_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff + vma_pages(vma) > swap_pages)
		return -EINVAL;
	return swap_map(vma, vma->vm_start, vma->vm_pgoff, size);
}
static const struct file_operations swap_fops = { .mmap = swap_mmap };

/* in a loop, by way of where in the memory it is; */
static int reel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reel *reel = file->private_data;
	unsigned long addr = vma->vm_start;
	char *pos = reel->mem;
	int ret;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > reel->size)
		return -EINVAL;
	while (addr < vma->vm_end) {
		ret = remap_pfn_range(vma, addr, vmalloc_to_pfn(pos), PAGE_SIZE, vma->vm_page_prot);
		if (ret)
			return ret;
		addr += PAGE_SIZE;
		pos += PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations reel_fops = { .mmap = reel_mmap };

/* what a call gives may be another each time. */
static int tape_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tape *tape = file->private_data;
	unsigned int i;
	int ret;

	if (vma->vm_pgoff || vma_pages(vma) > tape->pages)
		return -EINVAL;
	for (i = 0; i < vma_pages(vma); i++) {
		unsigned long pfn = tape_next(tape);

		ret = remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE, pfn, PAGE_SIZE, vma->vm_page_prot);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations tape_fops = { .mmap = tape_mmap };

/* So may what it fills in. */
static int spool_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tape *tape = file->private_data;
	unsigned long at, done;
	int ret;

	if (vma->vm_pgoff || vma_pages(vma) > tape->pages)
		return -EINVAL;
	for (done = 0; done < vma->vm_end - vma->vm_start; done += PAGE_SIZE) {
		ret = tape_find(tape, done, &at);
		if (ret)
			return ret;
		ret = remap_pfn_range(vma, vma->vm_start + done, at >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations spool_fops = { .mmap = spool_mmap };

/* A page that stands for what is not there is mapped everywhere, */
static vm_fault_t disc_fault(struct vm_fault *vmf)
{
	struct disc *disc = vmf->vma->vm_private_data;
	unsigned long addr = vmf->vma->vm_start;
	unsigned long pfn = page_to_pfn(disc->spare);
	vm_fault_t ret = VM_FAULT_NOPAGE;

	for (; addr < vmf->vma->vm_end; addr += PAGE_SIZE) {
		ret = vmf_insert_pfn(vmf->vma, addr, pfn);
		if (ret & VM_FAULT_ERROR)
			break;
	}
	return ret;
}
static const struct vm_operations_struct disc_ops = { .fault = disc_fault };

/* and a ring twice, so that what goes over its end goes on. */
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	unsigned long addr = vma->vm_start;
	unsigned long pfn = ring->phys >> PAGE_SHIFT;
	int ret;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != 2 * ring->size)
		return -EINVAL;
	ret = remap_pfn_range(vma, addr, pfn, ring->size, vma->vm_page_prot);
	if (ret)
		return ret;
	addr += ring->size;
	return remap_pfn_range(vma, addr, pfn, ring->size, vma->vm_page_prot);
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* One page stands for all that there is nothing behind. */
static int hole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct hole *hole = file->private_data;
	unsigned long i, pages = vma_pages(vma);

	for (i = 0; i < pages; i++)
		if (vm_insert_pfn(vma, vma->vm_start + i * PAGE_SIZE, hole->one_pfn))
			return -EAGAIN;
	return 0;
}
static const struct file_operations hole_fops = { .mmap = hole_mmap };
/* expect: none */
