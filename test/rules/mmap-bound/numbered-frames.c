/* release: 6.12 */
/* A frame that the code names by a number is the first one of an object all the same. */
#define FOO_REGS 0x01c0e000

static int shifted_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long pfn = FOO_REGS >> 12;

	return io_remap_pfn_range(vma, vma->vm_start, pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what io_remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations shifted_fops = { .mmap = shifted_mmap };

static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, 0x1c0e, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

static int added_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, (FOO_REGS >> 12) + vma->vm_pgoff,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: neither
 * offset nor length of what remap_pfn_range() maps is bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations added_fops = { .mmap = added_mmap };

/* Clean: as long as the registers are. */
static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > 0x1000)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, FOO_REGS >> 12, size, vma->vm_page_prot);
}
static const struct file_operations held_fops = { .mmap = held_mmap };

/* Clean: one page. */
static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	return io_remap_pfn_range(vma, vma->vm_start, FOO_REGS >> 12, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations page_fops = { .mmap = page_mmap };
