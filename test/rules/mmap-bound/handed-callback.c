/* release: 6.12 */
/* hv_create_ring_sysfs() hands the function on to core with nothing checked before. */
static int ring_mmap(struct vmbus_channel *channel, struct vm_area_struct *vma)
{
	void *ring = page_address(channel->ringbuffer_page);

	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(ring) >> PAGE_SHIFT,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object; return -EINVAL
 * where it is too large
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static int ring_probe(struct hv_device *dev)
{
	return hv_create_ring_sysfs(dev->channel, ring_mmap);
}

/* Clean: the length is compared. */
static int short_mmap(struct vmbus_channel *channel, struct vm_area_struct *vma)
{
	void *ring = page_address(channel->ringbuffer_page);

	if (vma_pages(vma) > channel->ringbuffer_pagecount)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(ring) >> PAGE_SHIFT,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static int short_probe(struct hv_device *dev)
{
	return hv_create_ring_sysfs(dev->channel, short_mmap);
}

/* Clean: vm_iomap_memory() compares. */
static int whole_mmap(struct vmbus_channel *channel, struct vm_area_struct *vma)
{
	void *ring = page_address(channel->ringbuffer_page);

	return vm_iomap_memory(vma, virt_to_phys(ring), channel->ringbuffer_pagecount << PAGE_SHIFT);
}
static int whole_probe(struct hv_device *dev)
{
	return hv_create_ring_sysfs(dev->channel, whole_mmap);
}

/* Who else is handed it may check before. */
static int other_mmap(struct box *box, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, box->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static int other_probe(struct box *box)
{
	return box_register(box, other_mmap);
}
