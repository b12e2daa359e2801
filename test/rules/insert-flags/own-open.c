/* release: 6.12 */
/* The flags are set by open, which mmap calls through the table that it has put there, or by the table's name. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler foo_fault() calls
 * vmf_insert_pfn() on a mapping that foo_mmap() makes with VM_PFNMAP, and private where user space asks for that: it
 * hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}

static void foo_open(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO | VM_DONTCOPY);
}

/* No access: registers. */
static const struct vm_operations_struct foo_ops = {
	.open = foo_open,
	.fault = foo_fault,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	vma->vm_ops->open(vma);
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static vm_fault_t named_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler named_fault() calls
 * vmf_insert_pfn() on a mapping that named_mmap() makes with VM_PFNMAP, and private where user space asks for that:
 * it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}

/* No access: registers. */
static const struct vm_operations_struct named_ops = {
	.open = foo_open,
	.fault = named_fault,
};

static int named_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &named_ops;
	named_ops.open(vma);
	return 0;
}
static const struct file_operations named_fops = { .mmap = named_mmap };

static vm_fault_t shared_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}

/* No access: registers. */
static const struct vm_operations_struct shared_ops = {
	.open = foo_open,
	.fault = shared_fault,
};

static int shared_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_ops = &shared_ops;
	vma->vm_ops->open(vma);
	return 0;
}
static const struct file_operations shared_fops = { .mmap = shared_mmap };
