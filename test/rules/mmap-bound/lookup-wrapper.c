/* release: 6.12 */
/* The key of a lookup is no bound where it has nothing to do with the offset. */
static DEFINE_IDR(foo_areas);

static struct foo_area *foo_area_of(unsigned long id)
{
	return idr_find(&foo_areas, id);
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_area *area = foo_area_of((unsigned long)file->private_data);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!area || size > area->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (area->start >> PAGE_SHIFT) + vma->vm_pgoff,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the offset of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			       size, vma->vm_page_prot);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* One that is asked about the offset may have compared it. */
static struct foo_area *bar_area_at(unsigned long offset)
{
	return foo_find_area(&foo_areas, offset);
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_area *area = bar_area_at(vma->vm_pgoff);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!area || size > area->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (area->start >> PAGE_SHIFT) + vma->vm_pgoff,
			       size, vma->vm_page_prot);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
