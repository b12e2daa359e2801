/* release: 6.12 6.3 */
/* expect: none */
struct region { unsigned int flags; };
#define REGION_READ 1
#define REGION_WRITE 2

static bool flags_allowed(const struct region *region, unsigned long vm_flags)
{
	return !(vm_flags & VM_WRITE) || (region->flags & REGION_WRITE);
}

/* Taken from what is not written to. */
static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;

	if (!flags_allowed(region, vma->vm_flags))
		return -EPERM;
	if (!(region->flags & REGION_WRITE))
		vm_flags_clear(vma, VM_MAYWRITE);
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };

/* Both may be written; one of them is counted. */
static int counted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;
	unsigned int kind = 1;

	if (vma->vm_flags & VM_WRITE)
		kind |= 2;
	if (!(region->flags & kind))
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations counted_fops = { .mmap = counted_mmap };

/* VM_WRITE is required. */
static bool both_ways(unsigned long flags)
{
	return (flags & VM_READ) && (flags & VM_WRITE);
}

static int required_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!both_ways(vma->vm_flags))
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations required_fops = { .mmap = required_mmap };

/* What it answers decides on nothing. */
static int cached_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;

	if (!flags_allowed(region, vma->vm_flags))
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations cached_fops = { .mmap = cached_mmap };

/* The bits that are needed are not needed of the object. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;
	unsigned int need = (vma->vm_flags & VM_WRITE) ? REGION_WRITE : REGION_READ;

	if (need != REGION_READ)
		region->flags |= need;
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations other_fops = { .mmap = other_mmap };
