/* release: 6.12 4.14 */
struct board {
	unsigned long pfn;
	void *parent;
};
struct window {
	unsigned long pfn;
	size_t bytes;
};
int board_window(void *parent, size_t *bytes);
int board_fill(void *parent, struct window *window);
size_t board_slice(void *parent);
int board_clip(struct vm_area_struct *vma, size_t *bytes);

/* A variable has 0 before it is given a size that is none of the mapping. */
static int zeroed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	unsigned long bytes = 0;

	bytes = board_slice(board->parent);
	return remap_pfn_range(vma, vma->vm_start, board->pfn, bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps bytes bytes, whatever the length of the mapping is: past vm_end it writes page table entries
 * of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations zeroed_fops = { .mmap = zeroed_mmap };

/* It is given by its address, */
static int pointed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t bytes;

	if (board_window(board->parent, &bytes))
		return -ENODEV;
	return remap_pfn_range(vma, vma->vm_start, board->pfn, bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps bytes bytes, whatever the length of the mapping is: past vm_end it writes page table entries
 * of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations pointed_fops = { .mmap = pointed_mmap };

/* in a struct, */
static int struct_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	struct window window = { 0 };

	if (board_fill(board->parent, &window))
		return -ENODEV;
	return remap_pfn_range(vma, vma->vm_start, window.pfn, window.bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps window.bytes bytes, whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations struct_fops = { .mmap = struct_mmap };

/* on two ways, */
static int either_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t bytes;

	if (board->parent)
		bytes = board_slice(board->parent);
	else
		bytes = 0x100000;
	return remap_pfn_range(vma, vma->vm_start, board->pfn, bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps bytes bytes, whatever the length of the mapping is: past vm_end it writes page table entries
 * of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations either_fops = { .mmap = either_mmap };

/* and is rounded up. */
static int rounded_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t bytes = 0;

	bytes = PAGE_ALIGN(board_slice(board->parent));
	return remap_pfn_range(vma, vma->vm_start, board->pfn, bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps bytes bytes, whatever the length of the mapping is: past vm_end it writes page table entries
 * of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations rounded_fops = { .mmap = rounded_mmap };

/* What is handed the mapping may say how long that is, */
static int clipped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t bytes = 0;

	if (board_clip(vma, &bytes))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, board->pfn, bytes, vma->vm_page_prot);
}
static const struct file_operations clipped_fops = { .mmap = clipped_mmap };

/* so may what is handed its length, */
static int length_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t bytes = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || board_window(board->parent, &bytes))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, board->pfn, bytes, vma->vm_page_prot);
}
static const struct file_operations length_fops = { .mmap = length_mmap };

/* and the mapping is as long here. */
static int equal_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t bytes = 0;

	if (board_window(board->parent, &bytes))
		return -ENODEV;
	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != bytes)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, board->pfn, bytes, vma->vm_page_prot);
}
static const struct file_operations equal_fops = { .mmap = equal_mmap };

/* The shorter of the two. */
static int shorter_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t bytes = 0;

	bytes = board_slice(board->parent);
	if (bytes > vma->vm_end - vma->vm_start)
		bytes = vma->vm_end - vma->vm_start;
	return remap_pfn_range(vma, vma->vm_start, board->pfn, bytes, vma->vm_page_prot);
}
static const struct file_operations shorter_fops = { .mmap = shorter_mmap };
