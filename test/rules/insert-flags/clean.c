/* release: 6.12 6.3 */
/* expect: none */
static vm_fault_t pfn_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct pfn_ops = { .fault = pfn_fault };
static int pfn_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP);
	vma->vm_ops = &pfn_ops;
	return 0;
}

/* Nobody knows what foo_prepare() sets. */
static const struct vm_operations_struct open_ops = { .fault = pfn_fault };
static int open_mmap(struct file *file, struct vm_area_struct *vma)
{
	foo_prepare(vma);
	vma->vm_ops = &open_ops;
	return 0;
}

/* Flags in a variable. */
static const struct vm_operations_struct variable_ops = { .fault = pfn_fault };
static int variable_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vm_flags_set(vma, foo->flags);
	vma->vm_ops = &variable_ops;
	return 0;
}

/* One of two ways to map sets the flag; the handler may be called for that one alone. */
static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!foo->page)
		return VM_FAULT_SIGBUS;
	return vmf_insert_page(vmf->vma, vmf->address, foo->page);
}
static const struct vm_operations_struct two_ops = { .fault = page_fault };
static int two_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (foo->page)
		vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &two_ops;
	return 0;
}

/* Somebody else may set the flag before. */
static const struct vm_operations_struct late_ops = { .fault = page_fault };
int late_install(struct vm_area_struct *vma)
{
	vma->vm_ops = &late_ops;
	return 0;
}
