/* release: 3.18 6.6 */
/* file: drivers/misc/silo/silo_main.c */
static int silo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || size > bin->bytes || !bin->ops->map_user)
		return -EINVAL;
	return bin->ops->map_user(bin, vma);
}
static const struct file_operations silo_fops = { .mmap = silo_mmap };
/* file: drivers/misc/silo/silo_carved.c */
/* Whatever the mapping is: it may be shorter. */
static int carved_map_user(struct bin *bin, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, bin->start >> PAGE_SHIFT, bin->bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps bin->bytes bytes, whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct bin_ops carved_ops = {
	.map_user = carved_map_user,
};
/* file: drivers/misc/silo/silo_paged.c */
static int paged_map_user(struct bin *bin, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, bin->start >> PAGE_SHIFT, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}
static const struct bin_ops paged_ops = {
	.map_user = paged_map_user,
};
/* file: drivers/misc/barn/barn_main.c */
static int barn_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bay *bay = file->private_data;

	return bay->ops->user_map(bay, vma);
}
static const struct file_operations barn_fops = { .mmap = barn_mmap };
/* file: drivers/misc/barn/barn_bay.c */
static int bay_user_map(struct bay *bay, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff >= bay->pages || vma_pages(vma) > bay->pages - vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, bay->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}
/* Of what is taken away nothing is said. */
static void bay_unmap(struct bay *bay, struct vm_area_struct *vma)
{
}
static const struct bay_ops bay_ops = {
	.user_map = bay_user_map,
	.unmap = bay_unmap,
};
