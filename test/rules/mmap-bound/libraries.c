/* release: 6.12 6.1 */
/* What drivers leave to the library it compares itself. */
int dma_common_mmap(struct device *dev, struct vm_area_struct *vma, void *at, dma_addr_t bus, size_t size,
		    unsigned long attrs)
{
	unsigned long count = PAGE_ALIGN(size) >> PAGE_SHIFT;

	if (vma->vm_pgoff >= count)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(virt_to_page(at)) + vma->vm_pgoff,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked against what lies behind the offset: user space
 * maps what lies past the object; return -EINVAL where it is too large
 */
			       vma_pages(vma) << PAGE_SHIFT, vma->vm_page_prot);
}
EXPORT_SYMBOL(dma_common_mmap);

int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len)
{
	unsigned long pages = len >> PAGE_SHIFT;
	unsigned long bytes = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff > pages)
		return -EINVAL;
	pages -= vma->vm_pgoff;
	if (bytes >> PAGE_SHIFT > pages)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, (start >> PAGE_SHIFT) + vma->vm_pgoff, bytes, vma->vm_page_prot);
}
EXPORT_SYMBOL(vm_iomap_memory);

/* A part of it is said of the library's function, and of no other that calls it. */
static int pool_mmap(struct pool *pool, struct vm_area_struct *vma, size_t size, int *ret)
{
	if (!pool)
		return 0;
	*ret = remap_pfn_range(vma, vma->vm_start, pool->pfn + vma->vm_pgoff, vma_pages(vma) << PAGE_SHIFT,
			       vma->vm_page_prot);
	return 1;
}

int dma_mmap_from_dev_coherent(struct device *dev, struct vm_area_struct *vma, void *at, size_t size, int *ret)
{
	return pool_mmap(dev->pool, vma, size, ret);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: neither offset nor length of what
 * remap_pfn_range() maps in pool_mmap() is bounds-checked: user space maps what lies past the object; return -EINVAL
 * where it is too large
 */
}

int dma_direct_mmap(struct device *dev, struct vm_area_struct *vma, void *at, dma_addr_t bus, size_t size,
		    unsigned long attrs)
{
	unsigned long count = PAGE_ALIGN(size) >> PAGE_SHIFT;
	int ret = -ENXIO;

	if (dma_mmap_from_dev_coherent(dev, vma, at, size, &ret))
		return ret;
	if (vma->vm_pgoff >= count || vma_pages(vma) > count - vma->vm_pgoff)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, PHYS_PFN(bus) + vma->vm_pgoff, vma_pages(vma) << PAGE_SHIFT,
			       vma->vm_page_prot);
}

/* A driver's own helper that is told how much to map has callers that may have compared. */
int window_map(struct vm_area_struct *vma, phys_addr_t start, size_t size)
{
	return remap_pfn_range(vma, vma->vm_start, PHYS_PFN(start) + vma->vm_pgoff, vma_pages(vma) << PAGE_SHIFT,
			       vma->vm_page_prot);
}
