/* release: 6.1 6.12 */
/* The put comes after the call. */
static int thing_map(struct thing *thing, unsigned long size, struct vm_area_struct *vma)
{
	if (size < vma->vm_end - vma->vm_start)
		return -EINVAL;
	return remap_vmalloc_range(vma, thing->address, 0);
}
static struct thing *box_find(struct box *box, struct vm_area_struct *vma)
{
	struct thing *thing = NULL;
	struct node *node;

	box_lock_lookup(box);
	node = box_lookup_locked(box, vma->vm_pgoff, vma_pages(vma));
	if (node) {
		thing = container_of(node, struct thing, node);
		if (!kref_get_unless_zero(&thing->ref))
			thing = NULL;
	}
	box_unlock_lookup(box);
	return thing;
}
static int box_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct thing *thing = box_find(file->private_data, vma);
	int ret;

	if (!thing)
		return -EINVAL;
	ret = thing_map(thing, thing->size, vma);
	thing_put(thing);
	return ret;
}
static const struct file_operations box_fops = { .mmap = box_mmap };

/* The pointer alone is compared and printed. */
static bool is_last(struct box *box, struct thing *thing)
{
	return box->last == thing;
}
static int again_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct thing *thing = box_find(file->private_data, vma);

	if (!thing)
		return -EINVAL;
	thing_put(thing);
	if (is_last(file->private_data, thing))
		pr_debug("last one: %p\n", thing);
	return 0;
}
static const struct file_operations again_fops = { .mmap = again_mmap };

/* The reference goes when the wait is over. */
static vm_fault_t bo_reserve(struct bo *bo, struct vm_fault *vmf)
{
	if (dma_resv_trylock(bo->resv))
		return 0;
	if (!fault_flag_allow_retry_first(vmf->flags))
		return VM_FAULT_NOPAGE;
	if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
		ttm_bo_get(bo);
		mmap_read_unlock(vmf->vma->vm_mm);
		if (!dma_resv_lock_interruptible(bo->resv, NULL))
			dma_resv_unlock(bo->resv);
		ttm_bo_put(bo);
	}
	return VM_FAULT_RETRY;
}
static vm_fault_t bo_fault(struct vm_fault *vmf)
{
	struct bo *bo = vmf->vma->vm_private_data;
	vm_fault_t ret = bo_reserve(bo, vmf);

	if (ret)
		return ret;
	ret = bo_insert(bo, vmf);
	dma_resv_unlock(bo->resv);
	return ret;
}
static const struct vm_operations_struct bo_vm_ops = { .fault = bo_fault };

/* As long as mmap_lock is held the VMA keeps it. */
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct bo *bo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ttm_bo_get(bo);
	bo_evict(bo);
	ttm_bo_put(bo);
	dma_resv_lock(bo->resv, NULL);
	ret = bo_insert(bo, vmf);
	dma_resv_unlock(bo->resv);
	return ret;
}
static const struct vm_operations_struct kept_vm_ops = { .fault = kept_fault };
/* expect: none */
