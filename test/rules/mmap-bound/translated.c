/* release: 6.12 */
/* An address that user space names stays any address in another form. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long pfn = __pa(vma->vm_pgoff << PAGE_SHIFT) >> PAGE_SHIFT;

	if (vma->vm_end - vma->vm_start > FOO_MOST)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the
 * machine can be mapped; return -EINVAL for what does not belong to the device
 */
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	phys_addr_t phys = virt_to_phys((void *)(vma->vm_pgoff << 12));

	return remap_pfn_range(vma, vma->vm_start, phys >> 12, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the
 * machine can be mapped; return -EINVAL for what does not belong to the device
 */
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
static int ok_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	phys_addr_t phys = virt_to_phys((void *)(vma->vm_pgoff << 12));

	if (phys < foo->base || phys + (vma->vm_end - vma->vm_start) > foo->base + foo->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, phys >> 12, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations ok_fops = { .mmap = ok_mmap };
static int ok2_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (off >= foo->size || vma->vm_end - vma->vm_start > foo->size - off)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, __pa(foo->virt + off) >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations ok2_fops = { .mmap = ok2_mmap };
