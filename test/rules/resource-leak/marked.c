/* release: 6.1 6.12 */
/* A place is marked as taken, and given back on one way that fails, not on the other. */
static vm_fault_t arena_fault(struct vm_fault *vmf)
{
	struct arena *arena = vmf->vma->vm_file->private_data;
	struct page *page;
	int ret;

	ret = mtree_insert(&arena->mt, vmf->pgoff, MARK, GFP_KERNEL);
	if (ret)
		return VM_FAULT_SIGSEGV;
	ret = arena_alloc(arena, &page);
	if (ret)
		return VM_FAULT_SIGSEGV;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: arena_fault() fails here and keeps what
 * mtree_insert() took, which it gives back on another way out (mtree_erase()): it stays taken; give it back before
 * this return
 */
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
