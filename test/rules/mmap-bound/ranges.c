/* release: 6.12 4.14 */
static void plain_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct plain_ops = { .close = plain_close };

/* Neither is compared with anything. */
static int none_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: neither
 * offset nor length of what remap_pfn_range() maps is bounds-checked: user space maps what lies past
 * the object; return -EINVAL where it is too large
 */
			       vma->vm_page_prot);
}
static const struct file_operations none_fops = { .mmap = none_mmap };

/* The length alone. */
static int length_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (size > foo->bytes)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset
 * of what io_remap_pfn_range() maps is never bounds-checked: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
}
static const struct file_operations length_fops = { .mmap = length_mmap };

/* Without an offset the length is all there is. */
static int start_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, foo->phys >> PAGE_SHIFT, vma->vm_end - vma->vm_start,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			       vma->vm_page_prot);
}
static const struct file_operations start_fops = { .mmap = start_mmap };

/* Each with the whole. */
static int apart_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff >= foo->nr_pages || vma_pages(vma) > foo->nr_pages)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma_pages(vma) << PAGE_SHIFT,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is compared, but not with what lies behind the offset: user space maps
 * what lies past the object; return -EINVAL where it is too large
 */
			       vma->vm_page_prot);
}
static const struct file_operations apart_fops = { .mmap = apart_mmap };

/* In a callee, whose caller checks nothing. */
static int inner_map(struct foo *foo, struct vm_area_struct *vma)
{
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static int outer_mmap(struct file *file, struct vm_area_struct *vma)
{
	return inner_map(file->private_data, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length of what remap_pfn_range() maps
 * in inner_map() is never bounds-checked: user space maps what lies past the object; return -EINVAL
 * where it is too large
 */
}
static const struct file_operations outer_fops = { .mmap = outer_mmap };

/* Clean: the offset first, then the length with what is left. */
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (off >= foo->bytes || size > foo->bytes - off)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + off) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* Clean: in pages nothing wraps. */
static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff + vma_pages(vma) > foo->nr_pages)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

/* Clean: one place alone. */
static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != foo->bytes)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, foo->bytes, vma->vm_page_prot);
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };

/* Clean: a function out of sight may check. */
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!foo_covers(foo, vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

/* Clean: the caller has checked. */
static int checked_map(struct foo *foo, struct vm_area_struct *vma)
{
	vma->vm_ops = &plain_ops;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static int checking_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) > foo->nr_pages)
		return -EINVAL;
	return checked_map(foo, vma);
}
static const struct file_operations checking_fops = { .mmap = checking_mmap };
