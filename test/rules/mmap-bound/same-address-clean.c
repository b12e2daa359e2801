/* release: 6.12 6.1 */
struct core { unsigned long header; unsigned long size; unsigned long pfns[4]; unsigned long start; bool cached; };

/* Each piece moves the address on. */
static int core_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct core *core = file->private_data;
	unsigned long len = 0;
	unsigned long n;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != core->size)
		return -EINVAL;
	if (remap_pfn_range(vma, vma->vm_start, core->header, PAGE_SIZE, vma->vm_page_prot))
		return -EAGAIN;
	len += PAGE_SIZE;
	if (remap_pfn_range(vma, vma->vm_start + len, core->start, PAGE_SIZE, vma->vm_page_prot))
		return -EAGAIN;
	len += PAGE_SIZE;
	for (n = 0; n < 4; n++) {
		if (!core->pfns[n])
			continue;
		if (remap_pfn_range(vma, vma->vm_start + len, core->pfns[n], PAGE_SIZE, vma->vm_page_prot))
			return -EAGAIN;
		len += PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations core_fops = { .mmap = core_mmap };

/* The second is tried where the first has failed, or for another case. */
static int try_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct core *core = file->private_data;
	int err;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != core->size)
		return -EINVAL;
	if (core->cached)
		return remap_pfn_range(vma, vma->vm_start, core->header, core->size, vma->vm_page_prot);
	err = io_remap_pfn_range(vma, vma->vm_start, core->start, core->size, vma->vm_page_prot);
	if (err)
		err = remap_pfn_range(vma, vma->vm_start, core->header, core->size, vma->vm_page_prot);
	return err;
}
static const struct file_operations try_fops = { .mmap = try_mmap };

/* What was mapped is taken away before. */
static int again_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct core *core = file->private_data;
	int err;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != core->size)
		return -EINVAL;
	err = remap_pfn_range(vma, vma->vm_start, core->start, core->size, vma->vm_page_prot);
	if (err)
		return err;
	zap_vma_ptes(vma, vma->vm_start, core->size);
	return remap_pfn_range(vma, vma->vm_start, core->header, core->size, vma->vm_page_prot);
}
static const struct file_operations again_fops = { .mmap = again_mmap };
/* expect: none */
