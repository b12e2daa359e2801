/* release: 6.12 */

/* What one function maps is said there, and not of those that do nothing but hand on to it. */
/* file: drivers/misc/unit/map.c */
struct unit { void *buffer; unsigned long phys; };

int unit_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > 0x32000)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (unit->phys >> PAGE_SHIFT) + vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the offset of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}

static const struct file_operations unit_fops = { .mmap = unit_mmap };

static int unit_remap(struct unit *unit, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, (unit->phys >> PAGE_SHIFT) + vma->vm_pgoff, PAGE_SIZE,
			       vma->vm_page_prot);
}

/* A helper is no way to map by itself. */
static int helped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	return unit_remap(unit, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset of what remap_pfn_range() maps in unit_remap() is
 * never bounds-checked: user space maps what lies past the object; return -EINVAL where it is too large
 */
}

static const struct file_operations helped_fops = { .mmap = helped_mmap };

/* file: drivers/misc/unit/cdev.c */
extern int unit_mmap(struct file *file, struct vm_area_struct *vma);

static int device_mmap(struct file *file, struct vm_area_struct *vma)
{
	return unit_mmap(file, vma);
}

static const struct file_operations device_fops = { .mmap = device_mmap };
