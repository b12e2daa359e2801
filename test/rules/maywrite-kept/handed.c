/* release: 6.12 6.3 */
static void map_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct map_vm_ops = { .close = map_close };

/* What maps behind the member asks for VM_WRITE alone: the rest is for its caller. */
static int unkept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bpf_map *map = file->private_data;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if ((vma->vm_flags & VM_WRITE) && map->frozen)
/*           ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: unkept_mmap() refuses VM_WRITE under a condition, but
 * the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * of what is not writable
 */
		return -EPERM;
	vma->vm_ops = &map_vm_ops;
	return map->ops->map_mmap(map, vma);
}
static const struct file_operations unkept_fops = { .mmap = unkept_mmap };

static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bpf_map *map = file->private_data;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if ((vma->vm_flags & VM_WRITE) && map->frozen)
		return -EPERM;
	vma->vm_ops = &map_vm_ops;
	if (!(vma->vm_flags & VM_WRITE))
		vm_flags_clear(vma, VM_MAYWRITE);
	return map->ops->map_mmap(map, vma);
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* Nothing is refused, so nothing is kept from being written. */
static int free_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bpf_map *map = file->private_data;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_ops = &map_vm_ops;
	return map->ops->map_mmap(map, vma);
}
static const struct file_operations free_fops = { .mmap = free_mmap };

/* What another member does with it is not known. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bpf_map *map = file->private_data;

	if ((vma->vm_flags & VM_WRITE) && map->frozen)
		return -EPERM;
	vma->vm_ops = &map_vm_ops;
	return map->ops->map_other(map, vma);
}
static const struct file_operations other_fops = { .mmap = other_mmap };
