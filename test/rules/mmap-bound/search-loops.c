/* A loop that searches ends at the bound of its counter, and no further: what the test behind it lets pass was found. */
static int equal_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	struct foo *foo = file->private_data;
	int i;

	for (i = 0; i < foo->count; i++) {
		if (foo->slots[i].offset == (vma->vm_pgoff << PAGE_SHIFT) && foo->slots[i].length >= size)
			break;
	}
	if (i == foo->count)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
}
static const struct file_operations equal_fops = { .mmap = equal_mmap };

static int unequal_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	struct foo *foo = file->private_data;
	unsigned int i = 0;

	while (foo->count > i) {
		if (foo->slots[i].offset == (vma->vm_pgoff << PAGE_SHIFT) && foo->slots[i].length >= size)
			break;
		i++;
	}
	if (i != foo->count)
		return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
	return -EINVAL;
}
static const struct file_operations unequal_fops = { .mmap = unequal_mmap };

/* What was not found is mapped. */
static int inverted_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	struct foo *foo = file->private_data;
	int i;

	for (i = 0; i < foo->count; i++) {
		if (foo->slots[i].offset == (vma->vm_pgoff << PAGE_SHIFT) && foo->slots[i].length >= size)
			break;
	}
	if (i != foo->count)
		return -EBUSY;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the
 * machine can be mapped; return -EINVAL for what does not belong to the device
 */
}
static const struct file_operations inverted_fops = { .mmap = inverted_mmap };

/* Two at a time it may go past the bound. */
static int pairs_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	struct foo *foo = file->private_data;
	int i;

	for (i = 0; i < foo->count; i += 2) {
		if (foo->slots[i].offset == (vma->vm_pgoff << PAGE_SHIFT) && foo->slots[i].length >= size)
			break;
	}
	if (i == foo->count)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the
 * machine can be mapped; return -EINVAL for what does not belong to the device
 */
}
static const struct file_operations pairs_fops = { .mmap = pairs_mmap };
