/* release: 4.19 */
/* What an insertion sets on a copy of the VMA core never sees. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int i, ret;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != ALL)
		return -EINVAL;
	for (i = 0; i < COUNT; i++) {
		struct vm_area_struct sub = *vma;

		sub.vm_start = vma->vm_start + i * SIZE;
		sub.vm_end = sub.vm_start + SIZE;
		sub.vm_pgoff = 0;
		ret = dma_mmap_coherent(foo->dev, &sub, foo->cpu[i], foo->dma[i], SIZE);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]:
 * foo_mmap() calls dma_mmap_coherent() on a copy of the VMA: the flags that it sets (VM_PFNMAP, VM_IO, VM_DONTEXPAND)
 * are lost, core takes the entries for those of pages, and mremap() may enlarge the mapping; hand it the VMA itself
 */
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct vm_area_struct part;
	struct vm_area_struct *p = &part;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != ALL)
		return -EINVAL;
	*p = *vma;
	return vm_iomap_memory(p, foo->phys, foo->size);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: bar_mmap() calls vm_iomap_memory() on a
 * copy of the VMA: the flags that it sets (VM_PFNMAP, VM_IO, VM_DONTEXPAND) are lost, core takes the entries for
 * those of pages, and mremap() may enlarge the mapping; hand it the VMA itself
 */
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
static int io_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct vm_area_struct part;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != foo->size)
		return -EINVAL;
	part = *vma;
	if (io_remap_pfn_range(&part, part.vm_start, foo->pfn, foo->size, part.vm_page_prot))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]:
 * io_mmap() calls io_remap_pfn_range() on a copy of the VMA: the flags that it sets (VM_PFNMAP, VM_IO, VM_DONTEXPAND)
 * are lost, core takes the entries for those of pages, and mremap() may enlarge the mapping; hand it the VMA itself
 */
		return -EAGAIN;
	return 0;
}
static const struct file_operations io_fops = { .mmap = io_mmap };
/* Here the VMA has the flags all the same. */
static int ok_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct vm_area_struct part = *vma;
	int ret;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != ALL)
		return -EINVAL;
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	return vm_iomap_memory(&part, foo->phys, foo->size);
}
static const struct file_operations ok_fops = { .mmap = ok_mmap };
static int back_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct vm_area_struct part = *vma;
	int ret;

	ret = vm_iomap_memory(&part, foo->phys, foo->size);
	if (!ret)
		vma->vm_flags = part.vm_flags;
	return ret;
}
static const struct file_operations back_fops = { .mmap = back_mmap };
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct vm_area_struct part = *vma;

	if (part.vm_end - part.vm_start > foo->size)
		return -EINVAL;
	return vm_iomap_memory(vma, foo->phys, foo->size);
}
static const struct file_operations own_fops = { .mmap = own_mmap };
