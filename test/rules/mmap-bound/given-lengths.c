/* release: 6.12 4.14 */
static void plain_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct plain_ops = { .close = plain_close };

/* A function says how long the window is; the mapping may be shorter. */
static int slice_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;

	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, board->pfn, board_slice(board->parent), vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() maps board_slice(board->parent) bytes, whatever the length of the mapping is: past vm_end it
 * writes page table entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations slice_fops = { .mmap = slice_mmap };

/* The same by way of a variable, */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t window = board_slice(board->parent);

	if (!window)
		return -ENODEV;
	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, board->pfn, window, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() maps window bytes, whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* and behind the test of a mapping that is too long. */
static int longer_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t window = board_slice(board->parent);

	if (vma->vm_end - vma->vm_start > window)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, board->pfn, window, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() maps window bytes, whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations longer_fops = { .mmap = longer_mmap };

/* Equal to what the function says on another call. */
static int equal_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;

	if (vma->vm_end - vma->vm_start != board_slice(board->parent))
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, board->pfn, board_slice(board->parent), vma->vm_page_prot);
}
static const struct file_operations equal_fops = { .mmap = equal_mmap };

/* The function is told how long the mapping is, */
static int fitted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t window = board_fit(board, vma->vm_end - vma->vm_start);

	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, board->pfn, window, vma->vm_page_prot);
}
static const struct file_operations fitted_fops = { .mmap = fitted_mmap };

/* or looks at it, */
static int looked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;

	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, board->pfn, board_part(board, vma), vma->vm_page_prot);
}
static const struct file_operations looked_fops = { .mmap = looked_mmap };

/* or it is one of two lengths. */
static int either_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	size_t window = board_slice(board->parent);

	if (board->is_whole)
		window = vma->vm_end - vma->vm_start;
	vma->vm_ops = &plain_ops;
	return board_insert(board, vma) ?: io_remap_pfn_range(vma, vma->vm_start, board->pfn, window, vma->vm_page_prot);
}
static const struct file_operations either_fops = { .mmap = either_mmap };
