/* release: 6.12 */
/* unresolved: 2 */

/* Shown in debugfs as well; access to the registers is by the other window. */
static const struct vm_operations_struct foo_ops = { .open = foo_open };
/*                                       ^^^^^^^ information[missing-access]: foo_ops has no access, and foo_mmap()
 * maps with VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page frames of a
 * device), or suppress with a reason
 */

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	return remap_pfn_range(vma, vma->vm_start, 1, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* A debugger has nothing to read here. */
static const struct vm_operations_struct bar_ops = { .open = bar_open };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &bar_ops;
	return remap_pfn_range(vma, vma->vm_start, 1, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
