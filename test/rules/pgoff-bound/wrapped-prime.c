/* release: 6.12 */
/* expect: none */
/* Who maps a DMA buffer asks for an offset in the object. */
struct foo_bo { struct drm_gem_object base; struct page **pages; unsigned long count; };

static vm_fault_t prime_fault(struct vm_fault *vmf)
{
	struct foo_bo *bo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, bo->pages[vmf->pgoff]);
}
static const struct vm_operations_struct prime_vm_ops = { .fault = prime_fault };
static const struct drm_gem_object_funcs prime_funcs = { .vm_ops = &prime_vm_ops };

static int prime_mmap(struct dma_buf *buf, struct vm_area_struct *vma)
{
	struct drm_gem_object *obj = buf->priv;
	int err = drm_gem_mmap_obj(obj, obj->size, vma);

	if (err < 0)
		return err;
	vm_flags_mod(vma, VM_MIXEDMAP, VM_PFNMAP);
	return 0;
}
static const struct dma_buf_ops prime_ops = { .mmap = prime_mmap };
