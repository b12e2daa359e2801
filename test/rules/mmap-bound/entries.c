/* release: 6.12 6.3 */
/* No table is installed, and nothing holds what is mapped against the object. */
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;

	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return io_remap_pfn_range(vma, vma->vm_start, (bar->start >> PAGE_SHIFT) + vma->vm_pgoff,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: neither
 * offset nor length of what io_remap_pfn_range() maps is bounds-checked: user space maps what lies
 * past the object; return -EINVAL where it is too large
 */
				  vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* The size grows with what user space asks for where it should have shrunk. */
static int rom_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = rom_size;

	if ((vma->vm_pgoff << PAGE_SHIFT) > size)
		return -ENXIO;
	if (vma->vm_end - vma->vm_start > size)
		size = vma->vm_end - vma->vm_start;
	return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff + (rom_start >> PAGE_SHIFT), size,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what io_remap_pfn_range() maps is never bounds-checked against what lies behind the offset: user
 * space maps what lies past the object; return -EINVAL where it is too large
 */
				  vma->vm_page_prot);
}
static const struct file_operations rom_fops = { .mmap = rom_mmap };

/* The orders of both sizes are compared. */
static int event_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (get_order(EVENT_BYTES) < get_order(size))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, event_pfn, size, vma->vm_page_prot);
}
static const struct file_operations event_fops = { .mmap = event_mmap };

/* A callee checks one region, and the others are told apart before they come here. */
static void *ring_check(struct file *file, unsigned long offset, unsigned long size)
{
	struct ring *ring = file->private_data;

	if (offset == 0)
		return ring->small;
	if (size > ring->bytes)
		return ERR_PTR(-EINVAL);
	return ring->entries;
}
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	void *at = ring_check(file, vma->vm_pgoff, size);

	if (IS_ERR(at))
		return PTR_ERR(at);
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(at) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };
