/* release: 5.4 6.12 */
/* One frame may stand for all that is not there: by a word of its name, not by letters of one. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *padapter = file->private_data;
	unsigned long pfn = padapter->base >> PAGE_SHIFT;
	unsigned long addr;
	int err;

	if (vma->vm_pgoff || vma_pages(vma) > padapter->pages)
		return -EINVAL;
	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		err = remap_pfn_range(vma, addr, pfn, PAGE_SIZE, vma->vm_page_prot);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: foo_mmap()
 * maps piece by piece by remap_pfn_range() where the address has moved on and pfn has not: user space finds the same
 * memory again in place of what follows; move the frame on as well
 */
		if (err)
			return err;
	}
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long pfn = bar->pad_base >> PAGE_SHIFT;
	unsigned long addr;
	int err;

	if (vma->vm_pgoff || vma_pages(vma) > bar->pages)
		return -EINVAL;
	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		err = remap_pfn_range(vma, addr, pfn, PAGE_SIZE, vma->vm_page_prot);
		if (err)
			return err;
	}
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
