/* release: 6.12 6.3 */
/* unresolved: 4 */
static const struct vm_operations_struct remap_ops = { .open = foo_open };
/*					 ^^^^^^^^^ information[missing-access]: remap_ops has no access, and remap_mmap() maps
 * with VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page frames
 * of a device), or suppress with a reason */

static int remap_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &remap_ops;
	return remap_pfn_range(vma, vma->vm_start, 1, PAGE_SIZE, vma->vm_page_prot);
}

static const struct vm_operations_struct io_ops = { .fault = foo_fault };
/*					 ^^^^^^ information[missing-access]: io_ops has no access, and io_mmap() maps with
 * VM_IO: a debugger cannot read the mapping; add .access, or suppress with a reason */

static int io_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_DONTEXPAND);
	vma->vm_ops = &io_ops;
	return 0;
}

/* Set in a callee. */
static const struct vm_operations_struct callee_ops = { .fault = foo_fault };
/*					 ^^^^^^^^^^ information[missing-access]: callee_ops has no access, and callee_mmap()
 * maps with VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page
 * frames of a device), or suppress with a reason */

static void prepare(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP);
}
static int callee_mmap(struct file *file, struct vm_area_struct *vma)
{
	prepare(vma);
	vma->vm_ops = &callee_ops;
	return 0;
}

/* It calls its own open, which leaves the table where it is. */
static const struct vm_operations_struct self_ops = { .open = foo_open };
/*					 ^^^^^^^^ information[missing-access]: self_ops has no access, and self_mmap() maps with
 * VM_IO: a debugger cannot read the mapping; add .access, or suppress with a reason */

static int self_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (file->private_data) {
		vm_flags_set(vma, VM_IO);
		vma->vm_ops = &self_ops;
		vma->vm_ops->open(vma);
		return 0;
	}
	return -ENODEV;
}
