/* release: 6.12 */
/* The upper part of a split begins at another page of the file. */
static void queue_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;
	struct region *region = queue->regions[vma->vm_pgoff];

	mutex_lock(&queue->lock);
	queue->regions[vma->vm_pgoff] = NULL;
	mutex_unlock(&queue->lock);
	kfree(region);
/*      ^^^^^^^^^^^^^ warning[mmap-reference]: close handler queue_close() frees queue->regions[vma->vm_pgoff]
 * (kfree()), and a split changes vm_pgoff (munmap() or mprotect() of a part makes one): the upper part frees what
 * another mapping uses, and the lower what the upper uses; refuse that in may_split, or keep the element in
 * vm_private_data and count each VMA
 */
}
static const struct vm_operations_struct queue_ops = { .close = queue_close };

static int queue_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *queue = file->private_data;
	struct region *region;

	if (vma->vm_pgoff >= REGIONS)
		return -EINVAL;
	region = kzalloc(sizeof(*region), GFP_KERNEL);
	if (!region)
		return -ENOMEM;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_private_data = queue;
	vma->vm_ops = &queue_ops;
	queue->regions[vma->vm_pgoff] = region;
	return 0;
}
static const struct file_operations queue_fops = { .mmap = queue_mmap };
