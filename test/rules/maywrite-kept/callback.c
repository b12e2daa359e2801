/* release: 6.12 */
/* Core maps through one function, which leaves it to those that were registered with it. */
int ring_mmap(struct vm_area_struct *vma, unsigned long offset, unsigned long size, void *priv)
{
	struct ring *ring = priv;

	if (ring->is_rx && (vma->vm_flags & (VM_WRITE | VM_READ)) != VM_READ)
/*                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: ring_mmap()
 * refuses VM_WRITE under a condition, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards
 * without asking the driver; clear VM_MAYWRITE under the same condition
 */
		return -EINVAL;
	if (offset != ring->offset || size != ring->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, ring->pfn, size, vma->vm_page_prot);
}

static int head_mmap(struct vm_area_struct *vma, void *priv)
{
	struct ring *ring = priv;

	if (vma->vm_flags & VM_WRITE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: head_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return vm_iomap_memory(vma, ring->phys, ring->size);
}

static int tail_mmap(struct vm_area_struct *vma, void *priv)
{
	struct ring *ring = priv;

	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	return vm_iomap_memory(vma, ring->phys, ring->size);
}

int ring_create(struct card *card, struct ring *ring)
{
	card_register(card, ring->size, tail_mmap, ring);
	card_register(card, ring->size, head_mmap, ring);
	return card_register_at(card, ring->size, &ring->offset, ring_mmap, ring);
}

/* Its caller in this file clears the flag. */
static int part_mmap(struct vm_area_struct *vma, void *priv)
{
	struct ring *ring = priv;

	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	return vm_iomap_memory(vma, ring->phys, ring->size);
}

static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_clear(vma, VM_MAYWRITE);
	return part_mmap(vma, file->private_data);
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };
