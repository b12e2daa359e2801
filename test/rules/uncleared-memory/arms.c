/* release: 6.12 4.14 */
/* Only one arm allocates, and what is mapped is worked out there. */
static int switch_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tank *tank = file->private_data;
	unsigned long pfn = tank->pfn;
	unsigned long bytes = vma->vm_end - vma->vm_start;
	void *memory;

	switch (tank->kind) {
	case 1:
		memory = kmalloc(bytes, GFP_KERNEL);
		if (!memory)
			return -ENOMEM;
		tank->phys = virt_to_phys(memory);
		pfn = virt_to_phys(memory) >> PAGE_SHIFT;
		break;
	default:
		break;
	}
	if (remap_pfn_range(vma, vma->vm_start, pfn, bytes, vma->vm_page_prot))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]:
 * switch_mmap() maps memory (remap_pfn_range()) that kmalloc() gave uncleared, and nobody has written to it: user
 * space reads what its last user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
		return -EAGAIN;
	return 0;
}
static const struct file_operations switch_fops = { .mmap = switch_mmap };

/* To drop what caches have of it clears nothing. */
static int cached_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tank *tank = file->private_data;
	unsigned long bytes = vma->vm_end - vma->vm_start;
	void *memory = kmalloc(bytes, GFP_KERNEL);

	if (!memory)
		return -ENOMEM;
	tank->memory = memory;
	dmac_inv_range(memory, memory + bytes);
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(memory) >> PAGE_SHIFT, bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]:
 * cached_mmap() maps memory (remap_pfn_range()) that kmalloc() gave uncleared, and nobody has written to it: user
 * space reads what its last user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
}
static const struct file_operations cached_fops = { .mmap = cached_mmap };

/* Cleared in its arm, */
static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tank *tank = file->private_data;
	unsigned long pfn = tank->pfn;
	unsigned long bytes = vma->vm_end - vma->vm_start;
	void *memory;

	if (tank->kind == 1) {
		memory = kmalloc(bytes, GFP_KERNEL);
		if (!memory)
			return -ENOMEM;
		memset(memory, 0, bytes);
		tank->phys = virt_to_phys(memory);
		pfn = virt_to_phys(memory) >> PAGE_SHIFT;
	}
	if (remap_pfn_range(vma, vma->vm_start, pfn, bytes, vma->vm_page_prot))
		return -EAGAIN;
	return 0;
}
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };

/* by the allocator, */
static int zeroed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tank *tank = file->private_data;
	unsigned long pfn = tank->pfn;
	unsigned long bytes = vma->vm_end - vma->vm_start;

	if (tank->kind == 1) {
		tank->memory = kzalloc(bytes, GFP_KERNEL);
		if (!tank->memory)
			return -ENOMEM;
		pfn = virt_to_phys(tank->memory) >> PAGE_SHIFT;
	}
	if (remap_pfn_range(vma, vma->vm_start, pfn, bytes, vma->vm_page_prot))
		return -EAGAIN;
	return 0;
}
static const struct file_operations zeroed_fops = { .mmap = zeroed_mmap };

/* or not what is mapped. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tank *tank = file->private_data;
	unsigned long bytes = vma->vm_end - vma->vm_start;

	if (tank->kind == 1) {
		tank->record = kmalloc(64, GFP_KERNEL);
		if (!tank->record)
			return -ENOMEM;
	}
	if (remap_pfn_range(vma, vma->vm_start, tank->pfn, bytes, vma->vm_page_prot))
		return -EAGAIN;
	return 0;
}
static const struct file_operations other_fops = { .mmap = other_mmap };
