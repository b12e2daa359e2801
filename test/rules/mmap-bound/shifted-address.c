/* release: 6.12 */
/* The address of the memory counts bytes: what is wrong with the sum is the number of pages in it. */
#define FOO_BASE 0x10000000
#define FOO_SIZE 0x200000

static int base_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff > 7 || size > FOO_SIZE - (vma->vm_pgoff << PAGE_SHIFT))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (FOO_BASE + vma->vm_pgoff) >> PAGE_SHIFT, size, vma->vm_page_prot);
/*                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * FOO_BASE + vma->vm_pgoff, which is shifted right by PAGE_SHIFT, has a number of pages in it: another place of the
 * object is reached than was asked for; shift that number left first
 */
}
static const struct file_operations base_fops = { .mmap = base_mmap };

/* The first page is left out; nothing else is in the number than pages. */
static int next_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff > 7 || size > FOO_SIZE - (vma->vm_pgoff << PAGE_SHIFT))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + ((vma->vm_pgoff + 1) >> PAGE_SHIFT), size, vma->vm_page_prot);
/*                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * vma->vm_pgoff + 1 counts pages already, and is shifted right by PAGE_SHIFT: another place of the object is reached
 * than was asked for; leave the shift out
 */
}
static const struct file_operations next_fops = { .mmap = next_mmap };

/* The offset picks a cache mode as well: who is asked about it knows nothing of the length. */
static int mode_mmap(struct file *file, struct vm_area_struct *vma)
{
	enum foo_mode mode = vma->vm_pgoff;

	pgprot_val(vma->vm_page_prot) |= foo_protection(mode);
	return remap_pfn_range(vma, vma->vm_start, (FOO_BASE + vma->vm_pgoff) >> PAGE_SHIFT,
/*                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * FOO_BASE + vma->vm_pgoff, which is shifted right by PAGE_SHIFT, has a number of pages in it: another place of the
 * object is reached than was asked for; shift that number left first
 */
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the
 * length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object; return
 * -EINVAL where it is too large
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations mode_fops = { .mmap = mode_mmap };

/* Who is asked knows the length too, or the mapping. */
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!foo_may_map(foo, vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

static int given_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!foo_may_map_at(foo, vma, vma->vm_pgoff))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations given_fops = { .mmap = given_mmap };

/* What is found by the offset may have the size. */
static int found_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = foo_at(vma->vm_pgoff);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!foo || size > foo->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->first + vma->vm_pgoff, size, vma->vm_page_prot);
}
static const struct file_operations found_fops = { .mmap = found_mmap };
