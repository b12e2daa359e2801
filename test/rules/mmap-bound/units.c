/* release: 6.12 6.1 */
struct foo { unsigned long size; unsigned long npages; phys_addr_t phys; };

/* Pages are added to a length in bytes. */
static int sum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff + size > foo->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys >> PAGE_SHIFT) + vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what remap_pfn_range() maps is bounds-checked, for the test adds pages (vm_pgoff) to
 * bytes: user space maps what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations sum_fops = { .mmap = sum_mmap };

/* The offset in bytes without the shift. */
static int shifted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff >= foo->npages || vma_pages(vma) > foo->npages - vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + vma->vm_pgoff) >> PAGE_SHIFT,
/*                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * foo->phys + vma->vm_pgoff, which is shifted right by PAGE_SHIFT, has a number of pages in it: another place of the
 * object is reached than was asked for; shift that number left first
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations shifted_fops = { .mmap = shifted_mmap };

/* A length in pages. */
static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff || vma_pages(vma) > foo->npages)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->phys >> PAGE_SHIFT, vma_pages(vma), vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() takes a length in bytes, and vma_pages(vma) counts pages: the rest of the range is left out;
 * shift it left by PAGE_SHIFT
 */
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

/* The length in bytes is compared with pages. */
static int compared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || size > PAGE_ALIGN(foo->size) / PAGE_SIZE)
/*                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: pages are compared with
 * bytes: PAGE_ALIGN(foo->size) / PAGE_SIZE counts pages, size counts bytes, and the test is wrong by a factor of
 * PAGE_SIZE; bring both to one unit
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->phys >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations compared_fops = { .mmap = compared_mmap };

/* Clean. */
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;

	if (vma->vm_pgoff >= foo->npages || offset > foo->size || size > foo->size - offset)
		return -EINVAL;
	if (size >> PAGE_SHIFT > DIV_ROUND_UP(foo->size, PAGE_SIZE) || size > foo->npages * PAGE_SIZE)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations clean_fops = { .mmap = clean_mmap };

/* What is only printed maps nothing; a macro may stand for two arguments. */
#define FOO_MAP(vma, pfn, size) remap_pfn_range(FOO_VMA_ARG (vma)->vm_start, pfn, size, (vma)->vm_page_prot)
static int printed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > foo->size)
		return -EINVAL;
	dev_info(foo->dev, "mapped %lx of %lx\n", vma->vm_pgoff >> PAGE_SHIFT, vma->vm_pgoff + foo->size);
	return FOO_MAP(vma, foo->phys >> PAGE_SHIFT, vma->vm_end - vma->vm_start);
}
static const struct file_operations printed_fops = { .mmap = printed_mmap };
