/* release: 6.12 */
/* What is taken from vm_pgoff has to be in it. */
struct foo { unsigned long first, count, pfn; };

/* The sum is compared, before it and behind it. */
static int upper_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff + vma_pages(vma) > foo->first + foo->count)
		return -EINVAL;
	vma->vm_pgoff -= foo->first;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * vm_pgoff may be less than what is taken from it: the difference wraps, and remap_pfn_range() maps what lies before
 * the object; return -EINVAL where vm_pgoff is smaller
 */
			       vma->vm_page_prot);
}
static const struct file_operations upper_fops = { .mmap = upper_mmap };

static int behind_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off = vma->vm_pgoff - foo->first;

	if (off + vma_pages(vma) > foo->count)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + off, vma->vm_end - vma->vm_start,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * vm_pgoff may be less than what is taken from it: the difference wraps, and remap_pfn_range() maps what lies before
 * the object; return -EINVAL where vm_pgoff is smaller
 */
			       vma->vm_page_prot);
}
static const struct file_operations behind_fops = { .mmap = behind_mmap };

/* In bytes, less a number; by way of a function. */
#define FOO_BASE 0x100000

static int bytes_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long offset = (vma->vm_pgoff << PAGE_SHIFT) - FOO_BASE;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (offset + size > foo->count << PAGE_SHIFT)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + (offset >> PAGE_SHIFT), size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * vm_pgoff may be less than what is taken from it: the difference wraps, and remap_pfn_range() maps what lies before
 * the object; return -EINVAL where vm_pgoff is smaller
 */
}
static const struct file_operations bytes_fops = { .mmap = bytes_mmap };

static int fits(struct foo *foo, struct vm_area_struct *vma)
{
	unsigned long start = vma->vm_pgoff, nr = vma_pages(vma);

	if (start < foo->first + foo->count && start + nr <= foo->first + foo->count)
		return 1;
	return 0;
}

static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!fits(foo, vma))
		return -EINVAL;
	vma->vm_pgoff -= foo->first;
	return pci_mmap_resource_range(foo_dev(foo), 0, vma, 0, 0);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_pgoff may be less than what
 * is taken from it: the difference wraps, and pci_mmap_resource_range() maps what lies before the object; return
 * -EINVAL where vm_pgoff is smaller
 */
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

/* A test that holds nothing: of pages and bytes, or from below alone. */
static int units_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff + size > foo->first + foo->count)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what remap_pfn_range() maps is bounds-checked, for the test adds pages (vm_pgoff) to
 * bytes: user space maps what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations units_fops = { .mmap = units_mmap };

static int low_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff < foo->first)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what remap_pfn_range() maps is bounds-checked, for the test only keeps vm_pgoff from
 * being too small: user space maps what lies past the object; return -EINVAL where it is too large
 */
			       vma->vm_page_prot);
}
static const struct file_operations low_fops = { .mmap = low_mmap };
