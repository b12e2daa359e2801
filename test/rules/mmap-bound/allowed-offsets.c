/* release: 3.18 */
/* One of two offsets, and with each a length: the later clauses do not make it another. */
static int jpu_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long start = vma->vm_pgoff << PAGE_SHIFT;

	if ((start != pool_addr && start != REG_BASE) ||
	    (start == pool_addr && size != POOL_SIZE) ||
	    (start == REG_BASE && (size - 1) != REG_SIZE))
		return -EAGAIN;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot) ? -EAGAIN : 0;
}
static const struct file_operations jpu_fops = { .mmap = jpu_mmap };

static int any_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long start = vma->vm_pgoff << PAGE_SHIFT;

	if ((start == pool_addr && size != POOL_SIZE) || (start == REG_BASE && (size - 1) != REG_SIZE))
		return -EAGAIN;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot) ? -EAGAIN : 0;
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the
 * machine can be mapped; return -EINVAL for what does not belong to the device
 */
}
static const struct file_operations any_fops = { .mmap = any_mmap };
