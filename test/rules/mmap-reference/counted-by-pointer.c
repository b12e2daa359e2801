/* expect: none */
/* Open and close count by the pointer that the mapping function left for them. */
static void foo_mm_open(struct vm_area_struct *vma)
{
	u32 *count = (u32 *)vma->vm_private_data;

	(*count)++;
}
static void foo_mm_close(struct vm_area_struct *vma)
{
	u32 *count = (u32 *)vma->vm_private_data;

	(*count)--;
}
static const struct vm_operations_struct foo_vm_ops = { .open = foo_mm_open, .close = foo_mm_close };
static int foo_mmap_fw(struct vm_area_struct *vma, struct foo *foo, u32 *mm_count)
{
	int ret = remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);

	if (ret)
		return ret;
	vma->vm_private_data = mm_count;
	(*mm_count)++;
	vma->vm_ops = &foo_vm_ops;
	return 0;
}
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	return foo_mmap_fw(vma, foo, &foo->mm_count_galpa);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
