/* release: 6.12 6.1 */
/* What is to be set and what is to be cleared changed places. */
static int swap_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;

	if (vma->vm_flags & (VM_WRITE | VM_SHARED | VM_MAYSHARE))
		return -EINVAL;
	vm_flags_mod(vma, VM_MAYWRITE | VM_MAYEXEC, VM_DONTEXPAND | VM_DONTCOPY);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: swap_mmap()
 * refuses VM_WRITE, and sets VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear
 * VM_MAYWRITE instead
 */
	return remap_pfn_range(vma, vma->vm_start, box->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations swap_fops = { .mmap = swap_mmap };

/* Shared mappings, too. */
static int later_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;

	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYEXEC);
	vm_flags_set(vma, VM_MAYWRITE | VM_DONTEXPAND);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: later_mmap() refuses VM_WRITE, and sets
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE instead
 */
	return remap_pfn_range(vma, vma->vm_start, box->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations later_fops = { .mmap = later_mmap };

/* It refuses nothing, but core did for a file that was opened for reading. */
static int open_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;

	vm_flags_set(vma, VM_MAYWRITE);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: open_mmap() sets VM_MAYWRITE, which core has left out
 * of shared mappings of a file that was opened for reading alone: mprotect() makes them writable afterwards; leave it
 * as core has set it
 */
	return remap_pfn_range(vma, vma->vm_start, box->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations open_fops = { .mmap = open_mmap };

/* Clean: cleared. */
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;

	if (vma->vm_flags & (VM_WRITE | VM_SHARED | VM_MAYSHARE))
		return -EINVAL;
	vm_flags_mod(vma, VM_DONTEXPAND | VM_DONTCOPY, VM_MAYWRITE | VM_MAYEXEC);
	return remap_pfn_range(vma, vma->vm_start, box->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations clean_fops = { .mmap = clean_mmap };

/* Clean: of what is written already nothing changes, nor of a private mapping. */
static int same_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;

	if (vma->vm_flags & VM_WRITE)
		vm_flags_set(vma, VM_MAYWRITE);
	else
		vm_flags_clear(vma, VM_MAYWRITE);
	return remap_pfn_range(vma, vma->vm_start, box->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations same_fops = { .mmap = same_mmap };

static int private_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;

	if (vma->vm_flags & VM_MAYSHARE)
		return -EINVAL;
	vm_flags_set(vma, VM_MAYWRITE);
	return remap_pfn_range(vma, vma->vm_start, box->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations private_fops = { .mmap = private_mmap };
