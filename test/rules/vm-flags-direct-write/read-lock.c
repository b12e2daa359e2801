/* release: 6.12 */
/* The functions want mmap_lock for writing: to put one in the place of the store is not enough. */
int page_back(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (vma)
		vma->vm_flags |= VM_WRITE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: page_back() stores to vma->vm_flags, which is
 * const since 6.3 and does not compile: take mmap_lock for writing, and use vm_flags_set(vma, VM_WRITE)
 */
	mmap_read_unlock(mm);
	return 0;
}

int page_out(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;

	mmap_write_lock(mm);
	vma = find_vma(mm, addr);
	if (vma)
		vma->vm_flags |= VM_WRITE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: page_out() stores to vma->vm_flags, which is
 * const since 6.3 and does not compile: use vm_flags_set(vma, VM_WRITE)
 */
	mmap_write_unlock(mm);
	return 0;
}
