/* release: 6.12 6.4 */
/* unresolved: 1 */
/* By the frames of the pages, as a number or with flags. */
struct pot { struct page *pages[16]; };
static int pot_open(struct inode *inode, struct file *file)
{
	struct pot *pot = kzalloc(sizeof(*pot), GFP_KERNEL);
	int i;

	if (!pot)
		return -ENOMEM;
	for (i = 0; i < 16; i++) {
		pot->pages[i] = alloc_page(GFP_KERNEL);
		if (!pot->pages[i])
			return -ENOMEM;
	}
	file->private_data = pot;
	return 0;
}
static vm_fault_t pot_fault(struct vm_fault *vmf)
{
	struct pot *pot = vmf->vma->vm_private_data;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, page_to_pfn_t(pot->pages[vmf->pgoff]));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]:
 * pot_fault() maps memory (vmf_insert_mixed_mkwrite()) that alloc_page() gave uncleared, and nobody has written to
 * it: user space reads what its last user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
}
static const struct vm_operations_struct pot_ops = { .fault = pot_fault };
static int pot_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &pot_ops;
	return 0;
}
static const struct file_operations pot_fops = { .open = pot_open, .mmap = pot_mmap };

struct can { struct page *pages[16]; };
static int can_open(struct inode *inode, struct file *file)
{
	struct can *can = kzalloc(sizeof(*can), GFP_KERNEL);
	int i;

	if (!can)
		return -ENOMEM;
	for (i = 0; i < 16; i++) {
		can->pages[i] = alloc_page(GFP_KERNEL);
		if (!can->pages[i])
			return -ENOMEM;
	}
	file->private_data = can;
	return 0;
}
static vm_fault_t can_fault(struct vm_fault *vmf)
{
	struct can *can = vmf->vma->vm_private_data;
	unsigned long pfn;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	pfn = page_to_pfn(can->pages[vmf->pgoff]);
	return vmf_insert_pfn_prot(vmf->vma, vmf->address, pfn, vmf->vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]:
 * can_fault() maps memory (vmf_insert_pfn_prot()) that alloc_page() gave uncleared, and nobody has written to it:
 * user space reads what its last user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
}
static const struct vm_operations_struct can_ops = { .fault = can_fault, .access = generic_access_phys };
static int can_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &can_ops;
	return 0;
}
static const struct file_operations can_fops = { .open = can_open, .mmap = can_mmap };

/* Cleared ones, by the same. */
struct mug { struct page *pages[16]; };
static int mug_open(struct inode *inode, struct file *file)
{
	struct mug *mug = kzalloc(sizeof(*mug), GFP_KERNEL);
	int i;

	if (!mug)
		return -ENOMEM;
	for (i = 0; i < 16; i++) {
		mug->pages[i] = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!mug->pages[i])
			return -ENOMEM;
	}
	file->private_data = mug;
	return 0;
}
static vm_fault_t mug_fault(struct vm_fault *vmf)
{
	struct mug *mug = vmf->vma->vm_private_data;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, page_to_pfn_t(mug->pages[vmf->pgoff]));
}
static const struct vm_operations_struct mug_ops = { .fault = mug_fault };
static int mug_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &mug_ops;
	return 0;
}
static const struct file_operations mug_fops = { .open = mug_open, .mmap = mug_mmap };
