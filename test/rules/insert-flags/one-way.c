/* release: 6.12 */
/* unresolved: 5 */
/* file: drivers/gpu/drm/drm_gem.c */
int drm_gem_mmap_obj(struct drm_gem_object *obj, unsigned long obj_size, struct vm_area_struct *vma)
{
	return 0;
}
/* file: drivers/gpu/drm/ada/ada_gem.c */
/* Of the functions behind the driver's own table one leaves the table and sets no flag; one hands the mapping on. */
static vm_fault_t ada_fault(struct vm_fault *vmf)
{
	struct ada_bo *bo = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(bo->pages[0]));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * ada_fault() calls vmf_insert_pfn() on a mapping that ada_mmap() makes with neither VM_PFNMAP nor VM_MIXEDMAP: it
 * hits a BUG_ON(); set VM_PFNMAP in mmap
 */
}
static const struct vm_operations_struct ada_vm_ops = { .fault = ada_fault, .access = generic_access_phys };
static int ada_pages_mmap(struct ada_bo *bo, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
	vma->vm_page_prot = pgprot_writecombine(vm_get_page_prot(vma->vm_flags));
	return 0;
}
static int ada_user_mmap(struct ada_bo *bo, struct vm_area_struct *vma)
{
	return -EINVAL;
}
static int ada_other_mmap(struct ada_bo *bo, struct vm_area_struct *vma)
{
	int ret = dma_buf_mmap(bo->dma_buf, vma, 0);

	if (!ret)
		drm_gem_object_put(&bo->base);
	return ret;
}
static const struct ada_bo_ops ada_pages_ops = { .mmap = ada_pages_mmap };
static const struct ada_bo_ops ada_user_ops = { .mmap = ada_user_mmap };
static const struct ada_bo_ops ada_other_ops = { .mmap = ada_other_mmap };
static int ada_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct ada_bo *bo = to_ada_bo(obj);

	return bo->ops->mmap(bo, vma);
}
static const struct drm_gem_object_funcs ada_funcs = { .mmap = ada_mmap, .vm_ops = &ada_vm_ops };
/* file: drivers/gpu/drm/bob/bob_gem.c */
/* The same, and it sets the flag. */
static vm_fault_t bob_fault(struct vm_fault *vmf)
{
	struct bob_bo *bo = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(bo->pages[0]));
}
static const struct vm_operations_struct bob_vm_ops = { .fault = bob_fault, .access = generic_access_phys };
static int bob_pages_mmap(struct bob_bo *bo, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	return 0;
}
static int bob_other_mmap(struct bob_bo *bo, struct vm_area_struct *vma)
{
	int ret = dma_buf_mmap(bo->dma_buf, vma, 0);

	if (!ret)
		drm_gem_object_put(&bo->base);
	return ret;
}
static const struct bob_bo_ops bob_pages_ops = { .mmap = bob_pages_mmap };
static const struct bob_bo_ops bob_other_ops = { .mmap = bob_other_mmap };
static int bob_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct bob_bo *bo = to_bob_bo(obj);

	return bo->ops->mmap(bo, vma);
}
static const struct drm_gem_object_funcs bob_funcs = { .mmap = bob_mmap, .vm_ops = &bob_vm_ops };
/* file: drivers/misc/cal/fault.h */
extern const struct vm_operations_struct cal_vm_ops;
extern const struct vm_operations_struct cal_mixed_ops;
extern const struct vm_operations_struct cal_page_ops;
/* file: drivers/misc/cal/fault.c */
/* Two devices map with one table, each in a file of its own. */
static vm_fault_t cal_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, cal_pfn + vmf->pgoff);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * cal_fault() calls vmf_insert_pfn() on a mapping that cal_two_mmap() makes with neither VM_PFNMAP nor VM_MIXEDMAP:
 * it hits a BUG_ON(); set VM_PFNMAP in mmap
 */
}
const struct vm_operations_struct cal_vm_ops = { .fault = cal_fault, .access = generic_access_phys };
static vm_fault_t cal_mixed_fault(struct vm_fault *vmf)
{
	return vmf_insert_mixed(vmf->vma, vmf->address, phys_to_pfn_t(cal_start, PFN_DEV));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault
 * handler cal_mixed_fault() calls vmf_insert_mixed() on a mapping that cal_two_mixed_mmap() makes without
 * VM_MIXEDMAP: the fault ends in SIGBUS; set VM_MIXEDMAP in mmap
 */
}
const struct vm_operations_struct cal_mixed_ops = { .fault = cal_mixed_fault };
static vm_fault_t cal_page_fault(struct vm_fault *vmf)
{
	return vmf_insert_page(vmf->vma, vmf->address, cal_page);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler cal_page_fault()
 * calls vmf_insert_page() on a mapping that cal_two_page_mmap() makes without VM_MIXEDMAP: it would have to set the
 * flag, for which a fault does not hold mmap_lock, and hits a BUG_ON(); set VM_MIXEDMAP in mmap
 */
}
const struct vm_operations_struct cal_page_ops = { .fault = cal_page_fault };
/* file: drivers/misc/cal/one.c */
static int cal_one_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED) || vma->vm_pgoff || vma_pages(vma) != 1)
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &cal_vm_ops;
	return 0;
}
static const struct file_operations cal_one_fops = { .mmap = cal_one_mmap };
static int cal_mixed_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_WRITE | VM_MAYWRITE))
		return -EPERM;
	if (vma->vm_pgoff || vma_pages(vma) != 1)
		return -EINVAL;
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	vma->vm_ops = &cal_mixed_ops;
	return 0;
}
static const struct file_operations cal_mixed_fops = { .mmap = cal_mixed_mmap };
static int cal_page_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || vma_pages(vma) != 1)
		return -EINVAL;
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	vma->vm_ops = &cal_page_ops;
	return 0;
}
static const struct file_operations cal_page_fops = { .mmap = cal_page_mmap };
/* file: drivers/misc/cal/two.c */
static int cal_two_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED) || vma->vm_pgoff || vma_pages(vma) != 1)
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_DONTEXPAND);
	vma->vm_ops = &cal_vm_ops;
	return 0;
}
static const struct file_operations cal_two_fops = { .mmap = cal_two_mmap };
static int cal_two_mixed_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_WRITE | VM_MAYWRITE))
		return -EPERM;
	if (vma->vm_pgoff || vma_pages(vma) != 1)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &cal_mixed_ops;
	return 0;
}
static const struct file_operations cal_two_mixed_fops = { .mmap = cal_two_mixed_mmap };
static int cal_two_page_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || vma_pages(vma) != 1)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &cal_page_ops;
	return 0;
}
static const struct file_operations cal_two_page_fops = { .mmap = cal_two_page_mmap };
/* file: drivers/misc/dot/dot.c */
/* The function that maps sets it for some objects, which the handler may ask. */
static vm_fault_t dot_fault(struct vm_fault *vmf)
{
	struct dot *dot = vmf->vma->vm_private_data;

	if (!dot->is_device)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, dot->pfn);
}
static const struct vm_operations_struct dot_vm_ops = { .fault = dot_fault, .access = generic_access_phys };
static int dot_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dot *dot = file->private_data;

	if (!(vma->vm_flags & VM_SHARED) || vma->vm_pgoff || vma_pages(vma) != 1)
		return -EINVAL;
	if (dot->is_device)
		vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_private_data = dot;
	vma->vm_ops = &dot_vm_ops;
	return 0;
}
static const struct file_operations dot_fops = { .mmap = dot_mmap };
/* file: drivers/gpu/drm/eve/eve_gem.c */
/* Pages of one kind go to core itself, which asks for no flag. */
static vm_fault_t eve_fault(struct vm_fault *vmf)
{
	struct eve_bo *bo = vmf->vma->vm_private_data;

	if (bo->is_imported)
		return vmf_insert_pfn(vmf->vma, vmf->address, bo->pfn);
	get_page(bo->page);
	vmf->page = bo->page;
	return 0;
}
static const struct vm_operations_struct eve_vm_ops = { .fault = eve_fault, .access = generic_access_phys };
static int eve_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct eve_bo *bo = to_eve_bo(obj);

	return bo->ops->mmap(bo, vma);
}
static int eve_pages_mmap(struct eve_bo *bo, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	return 0;
}
static int eve_imported_mmap(struct eve_bo *bo, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND);
	return 0;
}
static const struct eve_bo_ops eve_pages_ops = { .mmap = eve_pages_mmap };
static const struct eve_bo_ops eve_imported_ops = { .mmap = eve_imported_mmap };
static const struct drm_gem_object_funcs eve_funcs = { .mmap = eve_mmap, .vm_ops = &eve_vm_ops };
