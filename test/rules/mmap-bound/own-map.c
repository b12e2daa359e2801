/* release: 6.12 3.10 */
/* expect: none */
/* The driver maps by itself, and says what. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations own_fops = { .mmap = own_mmap };
static long own_map(struct file *file, struct bar *bar)
{
	file->f_op = &own_fops;
	return vm_mmap(file, 0, bar->size, PROT_READ | PROT_WRITE, MAP_SHARED, bar->bus_address);
}
