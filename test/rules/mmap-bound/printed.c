/* Sums that are only printed reach no memory, whatever they count. */
static int printed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long last = foo->bytes + vma->vm_pgoff + size;
	unsigned long shown = last - 1;
	unsigned long phys = page_to_phys(foo->page) + vma->vm_pgoff;

	if (vma->vm_pgoff || size > foo->bytes)
		return -EINVAL;
	pr_debug("last %lx, at %lx\n", shown, phys);
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(foo->page), size, vma->vm_page_prot);
}
static const struct file_operations printed_fops = { .mmap = printed_mmap };

/* One that is mapped, too. */
static int mapped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long phys = PFN_PHYS(page_to_pfn(foo->page)) + vma->vm_pgoff;
/*                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: pages and bytes in
 * one sum: vma->vm_pgoff counts pages, PFN_PHYS(page_to_pfn(foo->page)) counts bytes, and another place of the object
 * is reached than was asked for; shift vma->vm_pgoff left by PAGE_SHIFT
 */

	if (vma->vm_pgoff >= foo->pages || vma_pages(vma) > foo->pages - vma->vm_pgoff)
		return -EINVAL;
	pr_debug("at %lx\n", phys);
	return remap_pfn_range(vma, vma->vm_start, phys >> PAGE_SHIFT, size, vma->vm_page_prot);
/*                                                 ^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: phys, which is shifted
 * right by PAGE_SHIFT, has a number of pages in it: another place of the object is reached than was asked for; shift
 * that number left first
 */
}
static const struct file_operations mapped_fops = { .mmap = mapped_mmap };
