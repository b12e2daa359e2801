/* release: 6.12 */
/* expect: none */
/* The page counts from the start of the mapping, or of the object. */
struct foo_bo { struct drm_gem_object base; struct page **pages; unsigned long count; };

static vm_fault_t address_fault(struct vm_fault *vmf)
{
	struct foo_bo *bo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, bo->pages[(vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT]);
}
static const struct vm_operations_struct address_vm_ops = { .fault = address_fault };
static int address_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	return 0;
}
static const struct drm_gem_object_funcs address_funcs = { .mmap = address_mmap, .vm_ops = &address_vm_ops };

static vm_fault_t reset_fault(struct vm_fault *vmf)
{
	struct foo_bo *bo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, bo->pages[vmf->pgoff]);
}
static const struct vm_operations_struct reset_vm_ops = { .fault = reset_fault };
static int reset_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	vma->vm_pgoff -= drm_vma_node_start(&obj->vma_node);
	return 0;
}
static const struct drm_gem_object_funcs reset_funcs = { .mmap = reset_mmap, .vm_ops = &reset_vm_ops };

static vm_fault_t node_fault(struct vm_fault *vmf)
{
	struct foo_bo *bo = vmf->vma->vm_private_data;
	unsigned long first = drm_vma_node_start(&bo->base.vma_node);

	return vmf_insert_page(vmf->vma, vmf->address, bo->pages[vmf->pgoff - first]);
}
static const struct vm_operations_struct node_vm_ops = { .fault = node_fault };
static int node_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	return 0;
}
static const struct drm_gem_object_funcs node_funcs = { .mmap = node_mmap, .vm_ops = &node_vm_ops };
