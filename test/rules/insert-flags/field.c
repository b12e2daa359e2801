/* release: 6.3 6.8 */
/* file: drivers/foo/gem.c */
int obj_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct obj *obj = file->private_data;

	vma->vm_ops = obj->funcs->vm_ops;
	if (obj->funcs->mmap)
		return obj->funcs->mmap(obj, vma);
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	return 0;
}
/* file: drivers/foo/bar/bar.c */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	return vmf_insert_mixed(vmf->vma, vmf->address, bar_pfn(vmf->pgoff));
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler bar_fault() calls
 * vmf_insert_mixed() on a mapping that obj_mmap() makes without VM_MIXEDMAP: it hits a BUG_ON(); set
 * VM_MIXEDMAP in mmap */
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static const struct obj_funcs bar_funcs = { .vm_ops = &bar_ops };
/* file: drivers/foo/own/own.c */
static vm_fault_t own_fault(struct vm_fault *vmf)
{
	return vmf_insert_mixed(vmf->vma, vmf->address, own_pfn(vmf->pgoff));
}
static const struct vm_operations_struct own_ops = { .fault = own_fault };
static const struct obj_funcs own_funcs = { .vm_ops = &own_ops };
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	int err = obj_mmap(file, vma);

	if (!err)
		vm_flags_mod(vma, VM_MIXEDMAP, VM_PFNMAP);
	return err;
}
