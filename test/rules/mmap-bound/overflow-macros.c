/* release: 6.12 */
/* Whether a sum wraps says nothing of where the object ends. */
struct foo { phys_addr_t base; size_t size; unsigned long pages; };

static int added_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long len = vma->vm_end - vma->vm_start;
	unsigned long end;

	if (check_add_overflow(vma->vm_pgoff, vma_pages(vma), &end))
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, PHYS_PFN(foo->base) + vma->vm_pgoff, len, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what io_remap_pfn_range() maps is bounds-checked: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
}
static const struct file_operations added_fops = { .mmap = added_mmap };

static int shifted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long len = vma->vm_end - vma->vm_start;
	unsigned long off;

	if (check_shl_overflow(vma->vm_pgoff, PAGE_SHIFT, &off))
		return -EINVAL;
	if (len > foo->size)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, (foo->base + off) >> PAGE_SHIFT, len, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the offset of what io_remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations shifted_fops = { .mmap = shifted_mmap };

static int multiplied_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	size_t len = vma->vm_end - vma->vm_start;
	size_t off;

	if (check_mul_overflow(vma->vm_pgoff, PAGE_SIZE, &off))
		return -EOVERFLOW;
	return io_remap_pfn_range(vma, vma->vm_start, (foo->base + off) >> PAGE_SHIFT, len, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what io_remap_pfn_range() maps is bounds-checked: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
}
static const struct file_operations multiplied_fops = { .mmap = multiplied_mmap };

/* Clean: the sum is compared, and does not wrap. */
static int compared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long len = vma->vm_end - vma->vm_start;
	unsigned long off, end;

	if (check_shl_overflow(vma->vm_pgoff, PAGE_SHIFT, &off) || check_add_overflow(off, len, &end))
		return -EINVAL;
	if (end > foo->size)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, (foo->base + off) >> PAGE_SHIFT, len, vma->vm_page_prot);
}
static const struct file_operations compared_fops = { .mmap = compared_mmap };

/* Clean: in one test. */
static int tested_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long end;

	if (check_add_overflow(vma->vm_pgoff, vma_pages(vma), &end) || end > foo->pages)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, PHYS_PFN(foo->base) + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations tested_fops = { .mmap = tested_mmap };

/* Clean: what is left of the object is compared. */
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long left;

	if (check_sub_overflow(foo->pages, vma->vm_pgoff, &left) || vma_pages(vma) > left)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, PHYS_PFN(foo->base) + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* Clean: the other way round. */
static int swapped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u64 end;

	if (check_add_overflow((u64)vma_pages(vma), (u64)vma->vm_pgoff, &end))
		return -EINVAL;
	if (foo->pages < end)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, PHYS_PFN(foo->base) + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations swapped_fops = { .mmap = swapped_mmap };

/* Silent: a number of 32 bits is looked at no further. */
static int narrow_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 end;

	if (check_add_overflow(vma->vm_pgoff, vma_pages(vma), &end) || end > foo->pages)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, PHYS_PFN(foo->base) + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations narrow_fops = { .mmap = narrow_mmap };
