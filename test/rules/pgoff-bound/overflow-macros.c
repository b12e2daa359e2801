/* release: 6.12 */
/* mmap asks whether the range wraps, and not whether it is in the object. */
struct foo { phys_addr_t base; unsigned long pages; };

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(foo->base) + vmf->pgoff);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * PHYS_PFN(foo->base) + vmf->pgoff is never bounds-checked, here or in foo_mmap(): user space reaches what lies past
 * the object; return VM_FAULT_SIGBUS where it is out of range
 */
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static bool foo_fits(const struct vm_area_struct *vma)
{
	unsigned long end;

	return !check_add_overflow(vma->vm_pgoff, vma_pages(vma), &end);
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags) || !foo_fits(vma))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND | VM_IO);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Clean: the end of the range is compared. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(foo->base) + vmf->pgoff);
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

static bool bar_fits(const struct foo *foo, const struct vm_area_struct *vma)
{
	unsigned long end;

	return !check_add_overflow(vma->vm_pgoff, vma_pages(vma), &end) && end <= foo->pages;
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags) || !bar_fits(file->private_data, vma))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND | VM_IO);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &bar_ops;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
