/* release: 6.12 */
/* A bit that is looked at lies as far behind the end of its bitmap as the element behind its array. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long slot = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start > PAGE_SIZE)
		return -EINVAL;
	if (!test_bit(slot, foo->used))
		return -EFAULT;
	return remap_pfn_range(vma, vma->vm_start, foo->queues[slot]->pfn,
/*                                                 ^^^^^^^^^^^^^^^^^ warning[mmap-bound]: slot is never
 * bounds-checked: user space reaches what lies past foo->queues; return -EINVAL where it is too large
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long slot = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start > PAGE_SIZE)
		return -EINVAL;
	if (slot >= BAR_QUEUES || !test_bit(slot, bar->used))
		return -EFAULT;
	return remap_pfn_range(vma, vma->vm_start, bar->queues[slot]->pfn,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
