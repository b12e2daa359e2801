/* release: 6.12 */
/* file: drivers/foo/foo.c */
/* A function that other files call, and that decides on the flags. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler foo_fault() calls vmf_insert_pfn() on a
 * mapping that foo_iomap() makes with neither VM_PFNMAP nor VM_MIXEDMAP: it hits a BUG_ON(); set VM_PFNMAP in mmap
 */
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
int foo_iomap(struct foo *foo, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_DONTEXPAND);
	vma->vm_ops = &foo_ops;
	return 0;
}

/* What stands as mmap, called by a second way in too. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler bar_fault() calls vmf_insert_pfn() on a
 * mapping that bar_mmap() and bar_fd_mmap() make with neither VM_PFNMAP nor VM_MIXEDMAP: it hits a BUG_ON(); set VM_PFNMAP in mmap
 */
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO);
	vma->vm_ops = &bar_ops;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
int bar_fd_mmap(struct file *file, struct vm_area_struct *vma)
{
	return bar_mmap(file, vma);
}

/* It leaves all flags to those who call it. */
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
int baz_install(struct vm_area_struct *vma)
{
	vma->vm_ops = &baz_ops;
	return 0;
}

static vm_fault_t qux_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
static const struct vm_operations_struct qux_ops = { .fault = qux_fault };
int qux_iomap(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP);
	vma->vm_ops = &qux_ops;
	return 0;
}

/* Others call it, and some of what they map goes elsewhere. */
static vm_fault_t part_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler part_fault() calls vmf_insert_pfn() on
 * a mapping that part_iomap() makes with neither VM_PFNMAP nor VM_MIXEDMAP: it hits a BUG_ON(); set VM_PFNMAP in
 * mmap */
}
static const struct vm_operations_struct part_ops = { .fault = part_fault };
int part_iomap(struct part *part, struct vm_area_struct *vma)
{
	if (part->region)
		return part->region->ops->mmap(part->region, vma);
	vm_flags_set(vma, VM_IO | VM_DONTEXPAND);
	vma->vm_ops = &part_ops;
	return 0;
}
