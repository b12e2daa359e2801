/* release: 6.12 6.1 */
/* What a loop gathers is there when it ends, however often it turns. */
static void *blocks[100];
static int gathered_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long addr = vma->vm_start;
	int status = 0, i;

	if (vma->vm_end - vma->vm_start != 100 * PAGE_SIZE)
		return -EINVAL;
	for (i = 0; i < 100; i++) {
		status |= remap_pfn_range(vma, addr, virt_to_phys(blocks[i]) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
		addr += PAGE_SIZE;
	}
	return status ? -EAGAIN : 0;
}
static const struct file_operations gathered_fops = { .mmap = gathered_mmap };

static int last_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long addr = vma->vm_start;
	int status = 0, i;

	if (vma->vm_end - vma->vm_start != 100 * PAGE_SIZE)
		return -EINVAL;
	for (i = 0; i < 100; i++) {
		status = remap_pfn_range(vma, addr, virt_to_phys(blocks[i]) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
/*                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]:
 * last_mmap() loses the result of remap_pfn_range(): when it fails there is no entry, and the caller is told that all
 * is well; check it and return the error
 */
		addr += PAGE_SIZE;
	}
	return status ? -EAGAIN : 0;
}
static const struct file_operations last_fops = { .mmap = last_mmap };
