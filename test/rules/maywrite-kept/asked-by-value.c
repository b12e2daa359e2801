/* release: 6.12 6.3 */
/* The function that is asked is handed the flags, or what was found in them. */
struct region { unsigned int flags; };
#define REGION_READ 1
#define REGION_WRITE 2

static bool flags_allowed(const struct region *region, unsigned long vm_flags)
{
	if ((vm_flags & VM_READ) && !(region->flags & REGION_READ))
		return false;
	return !(vm_flags & VM_WRITE) || (region->flags & REGION_WRITE);
}

static int value_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;

	if (!flags_allowed(region, vma->vm_flags))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: value_mmap() refuses VM_WRITE under a
 * condition, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver;
 * clear VM_MAYWRITE under the same condition
 */
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations value_fops = { .mmap = value_mmap };

static bool flags_forbidden(const struct region *region, vm_flags_t flags)
{
	if (!(flags & VM_WRITE))
		return false;
	return !(region->flags & REGION_WRITE);
}

static int inverted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;
	bool forbidden = flags_forbidden(region, vma->vm_flags);

	if (forbidden)
/*          ^^^^^^^^^ warning[maywrite-kept]: inverted_mmap() refuses VM_WRITE under a condition, but the mapping
 * keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE under the
 * same condition
 */
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations inverted_fops = { .mmap = inverted_mmap };

static bool mask_allowed(const struct region *region, const struct vm_area_struct *vma)
{
	unsigned int need = 0;

	if (vma->vm_flags & VM_READ)
		need |= REGION_READ;
	if (vma->vm_flags & VM_WRITE)
		need |= REGION_WRITE;
	return (region->flags & need) == need;
}

static int mask_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;

	if (!mask_allowed(region, vma))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: mask_mmap() refuses VM_WRITE under a condition, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations mask_fops = { .mmap = mask_mmap };

static int own_mask_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;
	unsigned int need = (vma->vm_flags & VM_WRITE) ? REGION_READ | REGION_WRITE : REGION_READ;
/*                           ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: own_mask_mmap() refuses VM_WRITE under a
 * condition, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver;
 * clear VM_MAYWRITE under the same condition
 */

	if (need & ~region->flags)
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations own_mask_fops = { .mmap = own_mask_mmap };

static int check_write(const struct region *region, bool write)
{
	if (write && !(region->flags & REGION_WRITE))
/*          ^^^^^ warning[maywrite-kept]: told_mmap() refuses VM_WRITE under a condition, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE under the same
 * condition
 */
		return -EACCES;
	return 0;
}

static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = check_write(file->private_data, vma->vm_flags & VM_WRITE);

	if (ret)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations told_fops = { .mmap = told_mmap };

static int check_flags(const struct region *region, unsigned long flags)
{
	return (flags & VM_WRITE) && !(region->flags & REGION_WRITE) ? -EPERM : 0;
/*              ^^^^^^^^^^^^^^^^ warning[maywrite-kept]: errno_mmap() refuses VM_WRITE under a condition, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
}

static int errno_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = check_flags(file->private_data, vma->vm_flags);

	if (ret < 0)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations errno_fops = { .mmap = errno_mmap };

static int is_allowed(const struct region *region, unsigned long flags)
{
	return flags_allowed(region, flags);
}

static int deep_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!is_allowed(file->private_data, vma->vm_flags))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: deep_mmap() refuses VM_WRITE under
 * a condition, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver;
 * clear VM_MAYWRITE under the same condition
 */
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations deep_fops = { .mmap = deep_mmap };
