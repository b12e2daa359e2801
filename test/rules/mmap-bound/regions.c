/* release: 6.12 4.14 */
#define REGION_SHIFT 40
#define REGION_MASK ((1UL << (REGION_SHIFT - PAGE_SHIFT)) - 1)

static void plain_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct plain_ops = { .close = plain_close };

/* The upper bits of the offset name a region, the lower ones where in it: the length alone does not tell. */
static int length_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	struct region *region = board_region(board, vma->vm_pgoff >> (REGION_SHIFT - PAGE_SHIFT));
	unsigned long pgoff = vma->vm_pgoff & ((1UL << (REGION_SHIFT - PAGE_SHIFT)) - 1);
	unsigned long len = vma->vm_end - vma->vm_start;

	if (len > region->size)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, (region->addr >> PAGE_SHIFT) + pgoff, len, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset
 * of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations length_fops = { .mmap = length_mmap };

/* Right: where it ends. */
static int end_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	struct region *region = board_region(board, vma->vm_pgoff >> (REGION_SHIFT - PAGE_SHIFT));
	unsigned long pgoff = vma->vm_pgoff & ((1UL << (REGION_SHIFT - PAGE_SHIFT)) - 1);
	unsigned long len = vma->vm_end - vma->vm_start;

	if ((pgoff << PAGE_SHIFT) + len > region->size)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, (region->addr >> PAGE_SHIFT) + pgoff, len, vma->vm_page_prot);
}
static const struct file_operations end_fops = { .mmap = end_mmap };

/* Right: the start, then what is left. */
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	struct region *region = board_region(board, vma->vm_pgoff >> (REGION_SHIFT - PAGE_SHIFT));
	unsigned long start = (vma->vm_pgoff & REGION_MASK) << PAGE_SHIFT;
	unsigned long len = vma->vm_end - vma->vm_start;

	if (start >= region->size || len > region->size - start)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, (region->addr + start) >> PAGE_SHIFT, len, vma->vm_page_prot);
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* Right: one page, and as many of them as the mask lets through. */
static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, board->doorbells + (vma->vm_pgoff & 0xff),
				  vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations page_fops = { .mmap = page_mmap };
