/* release: 6.12 */
/* Registered with something else, which calls it to map. */
int ring_mmap(struct vm_area_struct *vma, unsigned long offset, unsigned long size, void *priv)
{
	struct ring *ring = priv;

	if (offset != ring->offset || size != ring->size)
		return -EINVAL;
	for (offset = 0; offset < size; offset += ring->block)
		remap_pfn_range(vma, vma->vm_start + offset, ring->pfn, ring->block, vma->vm_page_prot);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]:
 * ring_mmap() drops the result of remap_pfn_range(): when it fails there is no entry, and the caller is told that all
 * is well; check it and return the error
 */
	return 0;
}

static int head_mmap(struct vm_area_struct *vma, void *priv)
{
	struct ring *ring = priv;

	return remap_pfn_range(vma, vma->vm_start, ring->pfn, ring->block, vma->vm_page_prot);
}

int ring_create(struct card *card, struct ring *ring)
{
	card_register(card, head_mmap, ring);
	return card_register(card, ring_mmap, ring);
}
