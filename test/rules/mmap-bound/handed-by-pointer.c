/* What a callee compares through a pointer is its caller's offset. */
static int check_all(struct foo *foo, unsigned long *off, unsigned long len)
{
	if (*off >= foo->bytes || len > foo->bytes - *off)
		return -EINVAL;
	return 0;
}
static int all_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long len = vma->vm_end - vma->vm_start;

	if (check_all(foo, &off, len))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT, len, vma->vm_page_prot);
}
static const struct file_operations all_fops = { .mmap = all_mmap };

/* The length is left out. */
static int check_start(struct foo *foo, unsigned long *off)
{
	if (*off >= foo->bytes)
		return -EINVAL;
	return 0;
}
static int start_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (check_start(foo, &off))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length of
 * what remap_pfn_range() maps is never bounds-checked against what lies behind the offset: user space maps what lies
 * past the object; return -EINVAL where it is too large
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations start_fops = { .mmap = start_mmap };

/* Clean: what is taken was added before, and what lies between was compared. */
static int foo_translate(struct foo *foo, resource_size_t *off)
{
	unsigned long virt = 0;

	if (foo->is_io) {
		virt = foo->virt - foo->first;
		*off += virt;
	}
	if (*off < foo->start || *off > foo->end)
		return -EINVAL;
	if (foo->is_io)
		*off += foo->phys - virt;
	return 0;
}
static int translated_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	resource_size_t off = (resource_size_t)vma->vm_pgoff << PAGE_SHIFT;

	if (vma_pages(vma) != 1)
		return -EINVAL;
	if (foo_translate(foo, &off))
		return -EINVAL;
	vma->vm_pgoff = off >> PAGE_SHIFT;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations translated_fops = { .mmap = translated_mmap };
