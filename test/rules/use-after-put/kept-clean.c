/* release: 6.12 */
/* The slot is emptied. */
static int desk_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct desk *desk = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	int ret;

	if (size > DESK_SIZE)
		return -EINVAL;
	if (!desk->mem) {
		desk->mem = kzalloc(DESK_SIZE, GFP_KERNEL);
		if (!desk->mem)
			return -ENOMEM;
	}
	ret = remap_pfn_range(vma, vma->vm_start, virt_to_phys(desk->mem) >> PAGE_SHIFT, size, vma->vm_page_prot);
	if (ret) {
		kfree(desk->mem);
		desk->mem = NULL;
	}
	return ret;
}
static const struct file_operations desk_fops = { .mmap = desk_mmap };

/* Nothing asks for what was there: it is made anew each time. */
static int sheet_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sheet *sheet = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	int ret;

	sheet->mem = kzalloc(size, GFP_KERNEL);
	if (!sheet->mem)
		return -ENOMEM;
	ret = remap_pfn_range(vma, vma->vm_start, virt_to_phys(sheet->mem) >> PAGE_SHIFT, size, vma->vm_page_prot);
	if (ret)
		kfree(sheet->mem);
	return ret;
}
static const struct file_operations sheet_fops = { .mmap = sheet_mmap };

/* What it lies in goes as well, */
static int stand_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct stand *stand = stand_find(file);
	unsigned long size = vma->vm_end - vma->vm_start;
	int ret;

	if (!stand->mem)
		stand->mem = kzalloc(STAND_SIZE, GFP_KERNEL);
	if (!stand->mem || size > STAND_SIZE)
		return -ENOMEM;
	ret = remap_pfn_range(vma, vma->vm_start, virt_to_phys(stand->mem) >> PAGE_SHIFT, size, vma->vm_page_prot);
	if (ret) {
		kfree(stand->mem);
		stand_remove(stand);
	}
	return ret;
}
static const struct file_operations stand_fops = { .mmap = stand_mmap };

/* and here another takes its place. */
static int board_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	void *mem = kzalloc(BOARD_SIZE, GFP_KERNEL);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!mem)
		return -ENOMEM;
	if (size > BOARD_SIZE) {
		kfree(mem);
		return -EINVAL;
	}
	if (board->mem)
		kfree(board->mem);
	board->mem = mem;
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations board_fops = { .mmap = board_mmap };

/* expect: none */
