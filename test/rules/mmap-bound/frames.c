/* release: 6.12 6.1 */
/* A frame is asked for, and an address given. */
static int log_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct log *log = file->private_data;
	phys_addr_t base = log_base(log);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!PAGE_ALIGNED(base) || size > log->size)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, base, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() takes the number of a frame, and base counts bytes: user space is given other memory; shift it
 * right by PAGE_SHIFT
 */
}
static const struct file_operations log_fops = { .mmap = log_mmap };

static int res_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	struct resource *res = box->res;

	if (vma->vm_end - vma->vm_start > resource_size(res))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, res->start, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() takes the number of a frame, and res->start counts bytes: user space is given other memory; shift
 * it right by PAGE_SHIFT
 */
}
static const struct file_operations res_fops = { .mmap = res_mmap };

static int virt_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;

	if (vma->vm_end - vma->vm_start > box->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(box->mem), vma->vm_end - vma->vm_start,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() takes the number of a frame, and virt_to_phys(box->mem) counts bytes: user space is given other
 * memory; shift it right by PAGE_SHIFT
 */
			       vma->vm_page_prot);
}
static const struct file_operations virt_fops = { .mmap = virt_mmap };

/* With the offset in pages. */
static int sum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	resource_size_t base = box_base(box);
	unsigned long off = vma->vm_pgoff;

	if (off > box->pages || vma_pages(vma) > box->pages - off)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, base + off, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*                                                 ^^^^^^^^^^ warning[mmap-bound]: pages and bytes in one sum: off
 * counts pages, base counts bytes, and another place of the object is reached than was asked for; shift off left by
 * PAGE_SHIFT
 */
}
static const struct file_operations sum_fops = { .mmap = sum_mmap };

/* Clean: shifted, or a frame by its name. */
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct log *log = file->private_data;
	phys_addr_t base = log_base(log);
	phys_addr_t frame = log_base(log) >> PAGE_SHIFT;
	dma_addr_t pfn = log_pfn(log);
	unsigned long size = vma->vm_end - vma->vm_start;
	int err;

	if (!PAGE_ALIGNED(base) || size > log->size)
		return -EINVAL;
	if (log->twice)
		return io_remap_pfn_range(vma, vma->vm_start, frame, size, vma->vm_page_prot);
	if (log->more)
		return io_remap_pfn_range(vma, vma->vm_start, pfn, size, vma->vm_page_prot);
	err = io_remap_pfn_range(vma, vma->vm_start, PFN_DOWN(base), size, vma->vm_page_prot);
	return err;
}
static const struct file_operations clean_fops = { .mmap = clean_mmap };

/* Clean: it is made a frame of on some ways. */
static int later_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	resource_size_t base = 0;

	if (box->is_real) {
		base = box_base(box);
		base >>= PAGE_SHIFT;
	}
	if (vma->vm_pgoff < base || vma_pages(vma) > box->pages || vma->vm_pgoff - base > box->pages - vma_pages(vma))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, base, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations later_fops = { .mmap = later_mmap };
