/* release: 6.12 5.10 */
/* The offset has to be one of a few: no other frame can be named, but the mapping may be any length. */
#define REGS_BASE 0x10000000
#define RAM_BASE 0x12620000

static int one_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_pgoff << PAGE_SHIFT) != REGS_BASE)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what io_remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}

static int range_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (PFN_PHYS(vma->vm_pgoff) < 0x13200000 || PFN_PHYS(vma->vm_pgoff) >= 0x13300000) {
		if (PFN_PHYS(vma->vm_pgoff) != 0x10000000)
			return -EINVAL;
	}
	if (io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what io_remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
		return -EAGAIN;
	return 0;
}

static int two_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct nna *nna = file->private_data;
	unsigned long start = vma->vm_pgoff << PAGE_SHIFT;

	if (start != RAM_BASE && start != nna->reserved)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}

static int sized_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct nna *nna = file->private_data;

	if (vma->vm_pgoff != nna->reserved >> PAGE_SHIFT)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start > nna->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff != REGS_BASE >> PAGE_SHIFT)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, PAGE_SIZE, vma->vm_page_prot);
}

/* One frame is refused, and any other can be named. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_pgoff << PAGE_SHIFT) == REGS_BASE)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the
 * machine can be mapped; return -EINVAL for what does not belong to the device
 */
}

static const struct file_operations one_fops = { .mmap = one_mmap };
static const struct file_operations range_fops = { .mmap = range_mmap };
static const struct file_operations two_fops = { .mmap = two_mmap };
static const struct file_operations sized_fops = { .mmap = sized_mmap };
static const struct file_operations page_fops = { .mmap = page_mmap };
static const struct file_operations other_fops = { .mmap = other_mmap };
