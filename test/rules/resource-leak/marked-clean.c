/* release: 6.1 6.12 */
static vm_fault_t arena_fault(struct vm_fault *vmf)
{
	struct arena *arena = vmf->vma->vm_file->private_data;
	struct page *page;
	int ret;

	ret = mtree_insert(&arena->mt, vmf->pgoff, MARK, GFP_KERNEL);
	if (ret)
		return VM_FAULT_SIGSEGV;
	ret = arena_alloc(arena, &page);
	if (ret) {
		mtree_erase(&arena->mt, vmf->pgoff);
		return VM_FAULT_SIGSEGV;
	}
	ret = arena_map(arena, vmf->pgoff, page);
	if (ret) {
		mtree_erase(&arena->mt, vmf->pgoff);
		arena_free(arena, page);
		return VM_FAULT_SIGSEGV;
	}
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct arena_ops = { .fault = arena_fault };

/* An object that is complete stays, though its entry could not be made: the next fault finds it. */
static vm_fault_t pool_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	struct slot *slot = slot_alloc(pool, vmf->pgoff);
	int ret;

	if (!slot)
		return VM_FAULT_OOM;
	ret = xa_insert(&pool->slots, vmf->pgoff, slot, GFP_KERNEL);
	if (ret)
		goto out;
	ret = slot_fill(slot);
	if (ret)
		goto erase;
	if (vmf_insert_pfn(vmf->vma, vmf->address, slot->pfn) != VM_FAULT_NOPAGE)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
erase:
	xa_erase(&pool->slots, vmf->pgoff);
out:
	slot_free(pool, slot);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct pool_ops = { .fault = pool_fault };
/* expect: none */
