/* release: 6.1 6.12 */
/* It is handed to a function that looks into it, after what was taken at the lookup has gone. */
static int thing_map(struct thing *thing, unsigned long size, struct vm_area_struct *vma)
{
	if (size < vma->vm_end - vma->vm_start)
		return -EINVAL;
	return remap_vmalloc_range(vma, thing->address, 0);
}
static int box_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
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
	if (!thing)
		return -EINVAL;
	thing_put(thing);
	return thing_map(thing, node_size(node), vma);
/*                       ^^^^^ warning[use-after-put]: box_mmap() uses thing after thing_put() may have dropped its
 * last reference: the memory may belong to another user; read what is needed first, and make the put the last step
 */
}
static const struct file_operations box_fops = { .mmap = box_mmap };

/* While mmap_lock is dropped the handler's own reference alone keeps what hangs on the VMA. */
static vm_fault_t bo_reserve(struct bo *bo, struct vm_fault *vmf)
{
	if (dma_resv_trylock(bo->resv))
		return 0;
	if (!fault_flag_allow_retry_first(vmf->flags))
		return VM_FAULT_NOPAGE;
	if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
		ttm_bo_get(bo);
		mmap_read_unlock(vmf->vma->vm_mm);
		ttm_bo_put(bo);
		if (!dma_resv_lock_interruptible(bo->resv, NULL))
/*                                               ^^^^^^^^ warning[use-after-put]: bo_reserve() uses bo->resv after
 * ttm_bo_put() may have dropped its last reference: the memory may belong to another user; read what is needed first,
 * and make the put the last step
 */
			dma_resv_unlock(bo->resv);
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
