/* release: 6.12 6.3 */
/* A function that answers yes or no refuses as its caller does. */
struct region { unsigned int flags; };
#define REGION_WRITE 2

static bool region_allows(const struct region *region, const struct vm_area_struct *vma)
{
	if (!region->flags)
		return false;
	return !(vma->vm_flags & VM_WRITE) || (region->flags & REGION_WRITE);
}

static int some_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;

	if (!region_allows(region, vma))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: some_mmap() refuses VM_WRITE under a condition, but the mapping
 * keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations some_fops = { .mmap = some_mmap };

static bool wants_write(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return true;
	return false;
}

static int all_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (wants_write(vma))
/*          ^^^^^^^^^^^^^^^^ warning[maywrite-kept]: all_mmap() refuses VM_WRITE, but the mapping keeps VM_MAYWRITE: mprotect()
 * makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations all_fops = { .mmap = all_mmap };

/* Cleared behind it; and a function that is asked for something else. */
static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (wants_write(vma))
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };

static int cached_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (wants_write(vma))
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations cached_fops = { .mmap = cached_mmap };
