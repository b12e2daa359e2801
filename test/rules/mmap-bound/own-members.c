/* release: 6.12 6.3 */
/* file: drivers/misc/hive/common/hive_main.c */
static int hive_map_cell(struct hive *hive, struct vm_area_struct *vma)
{
	u32 cell = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	return hive->funcs->cell_mmap(hive, vma, cell);
}
static int hive_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct hive *hive = file->private_data;

	return hive_map_cell(hive, vma);
}
static const struct file_operations hive_fops = { .mmap = hive_mmap };
/* file: drivers/misc/hive/bee/bee.c */
/* What stands in the member of another folder of the module gets the index as it is. */
static int bee_cell_mmap(struct hive *hive, struct vm_area_struct *vma, u32 cell)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	return remap_pfn_range(vma, vma->vm_start, hive->cells[cell].pfn, PAGE_SIZE, vma->vm_page_prot);
/*                                                 ^^^^^^^^^^^^^^^^^ warning[mmap-bound]: cell in bee_cell_mmap() is
 * never bounds-checked: user space reaches what lies past hive->cells; return -EINVAL where it is too large
 */
}
static const struct hive_funcs bee_funcs = {
	.cell_mmap = bee_cell_mmap,
};
/* file: drivers/misc/hive/wasp/wasp.c */
static int wasp_cell_mmap(struct hive *hive, struct vm_area_struct *vma, u32 cell)
{
	if (cell >= hive->num_cells)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND);
	return remap_pfn_range(vma, vma->vm_start, hive->cells[cell].pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct hive_funcs wasp_funcs = {
	.cell_mmap = wasp_cell_mmap,
};
/* file: drivers/misc/nest/nest_main.c */
static int nest_map_cell(struct nest *nest, struct vm_area_struct *vma)
{
	u32 cell = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	return nest->funcs->cell_mmap(nest, vma, cell);
}
static int nest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct nest *nest = file->private_data;

	return nest_map_cell(nest, vma);
}
static const struct file_operations nest_fops = { .mmap = nest_mmap };
/* file: drivers/misc/nest/nest_cells.c */
/* The same folder, and the index is compared in the function or before. */
static int nest_cell_mmap(struct hive *hive, struct vm_area_struct *vma, u32 cell)
{
	if (cell >= hive->num_cells)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND);
	return remap_pfn_range(vma, vma->vm_start, hive->cells[cell].pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct hive_funcs nest_funcs = {
	.cell_mmap = nest_cell_mmap,
};
