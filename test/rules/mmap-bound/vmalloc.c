/* release: 6.12 */
/* file: mm/vmalloc.c */
/* Offset and length come as numbers: they are those of a mapping. */
struct vm_struct *find_vm_area(const void *addr);

int remap_vmalloc_range_partial(struct vm_area_struct *vma, unsigned long uaddr, void *kaddr,
				unsigned long pgoff, unsigned long size)
{
	struct vm_struct *area = find_vm_area(kaddr);

	if (!area || kaddr + size > area->addr + get_vm_area_size(area))
		return -EINVAL;
	kaddr += pgoff << PAGE_SHIFT;
	do {
		int ret = vm_insert_page(vma, uaddr, vmalloc_to_page(kaddr));
/*                                                   ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset of what
 * vmalloc_to_page() looks up is never bounds-checked: user space maps what lies past the object; return -EINVAL where
 * it is too large
 */

		if (ret)
			return ret;
		uaddr += PAGE_SIZE;
		kaddr += PAGE_SIZE;
		size -= PAGE_SIZE;
	} while (size > 0);
	return 0;
}
