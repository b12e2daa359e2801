/* release: 6.12 6.1 */
/* The caller has held offset and length against the buffer: what is mapped may be less than that. */
static int solid_mmap(struct snd_dma_buffer *buffer, struct vm_area_struct *area)
{
	return remap_pfn_range(area, area->vm_start, buffer->addr >> PAGE_SHIFT, buffer->bytes, area->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps buffer->bytes bytes, whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct snd_malloc_ops solid_ops = { .mmap = solid_mmap };

static int part_mmap(struct snd_dma_buffer *buffer, struct vm_area_struct *area)
{
	return remap_pfn_range(area, area->vm_start, buffer->addr >> PAGE_SHIFT, area->vm_end - area->vm_start,
			       area->vm_page_prot);
}
static const struct snd_malloc_ops part_ops = { .mmap = part_mmap };

/* The caller has told by the offset which region is meant, and asks nothing of the length. */
static int queue_mmap(struct uacce_queue *q, struct vm_area_struct *vma, struct uacce_qfile_region *qfr)
{
	struct engine *engine = q->priv;
	size_t bytes = vma->vm_end - vma->vm_start;

	if (qfr->type != UACCE_QFRT_MMIO)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, engine->doorbells >> PAGE_SHIFT, bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct uacce_ops queue_ops = { .mmap = queue_mmap };

static int bounded_mmap(struct uacce_queue *q, struct vm_area_struct *vma, struct uacce_qfile_region *qfr)
{
	struct engine *engine = q->priv;
	size_t bytes = vma->vm_end - vma->vm_start;

	if (qfr->type != UACCE_QFRT_MMIO || bytes > engine->stride)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, engine->doorbells >> PAGE_SHIFT, bytes, vma->vm_page_prot);
}
static const struct uacce_ops bounded_ops = { .mmap = bounded_mmap };

/* So do those behind the regions of a device. */
static int region_mmap(struct vfio_pci_core_device *device, struct vfio_pci_region *region,
		       struct vm_area_struct *vma)
{
	struct shadow *shadow = region->data;

	return remap_pfn_range(vma, vma->vm_start, shadow->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct vfio_pci_regops region_ops = { .mmap = region_mmap };

/* What maps memory of a device for others is told how much there is. */
static int bus_mmap(struct device *dev, struct vm_area_struct *vma, void *at, dma_addr_t bus, size_t size,
		    unsigned long attrs)
{
	unsigned long pages = PAGE_ALIGN(size) >> PAGE_SHIFT;

	if (vma->vm_pgoff >= pages)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(virt_to_page(at)) + vma->vm_pgoff,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked against what lies behind the offset: user space
 * maps what lies past the object; return -EINVAL where it is too large
 */
			       vma_pages(vma) << PAGE_SHIFT, vma->vm_page_prot);
}
static const struct dma_map_ops bus_ops = { .mmap = bus_mmap };

static int whole_mmap(struct device *dev, struct vm_area_struct *vma, void *at, dma_addr_t bus, size_t size,
		      unsigned long attrs)
{
	unsigned long pages = PAGE_ALIGN(size) >> PAGE_SHIFT;

	if (vma->vm_pgoff >= pages || vma_pages(vma) > pages - vma->vm_pgoff)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(virt_to_page(at)) + vma->vm_pgoff,
			       vma_pages(vma) << PAGE_SHIFT, vma->vm_page_prot);
}
static const struct dma_map_ops whole_ops = { .mmap = whole_mmap };
