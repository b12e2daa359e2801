/* release: 6.12 */
/* file: mm/vmalloc.c */
/* expect: none */
struct vm_struct *find_vm_area(const void *addr);

int remap_vmalloc_range_partial(struct vm_area_struct *vma, unsigned long uaddr, void *kaddr,
				unsigned long pgoff, unsigned long size)
{
	struct vm_struct *area = find_vm_area(kaddr);
	unsigned long off, end;

	if (check_shl_overflow(pgoff, PAGE_SHIFT, &off))
		return -EINVAL;
	if (!area || check_add_overflow(size, off, &end) || end > get_vm_area_size(area))
		return -EINVAL;
	kaddr += off;
	do {
		int ret = vm_insert_page(vma, uaddr, vmalloc_to_page(kaddr));

		if (ret)
			return ret;
		uaddr += PAGE_SIZE;
		kaddr += PAGE_SIZE;
		size -= PAGE_SIZE;
	} while (size > 0);
	return 0;
}

int remap_vmalloc_range(struct vm_area_struct *vma, void *addr, unsigned long pgoff)
{
	return remap_vmalloc_range_partial(vma, vma->vm_start, addr, pgoff, vma->vm_end - vma->vm_start);
}
