/* release: 6.12 */
/*
 * Private mappings are refused for writing, and so are some objects: what is kept of the one says nothing of the other.
 * Where the frames are mapped at once a private mapping that becomes writable later writes to copies.
 */
static int region_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;

	if (!(vma->vm_flags & VM_SHARED) && (vma->vm_flags & VM_WRITE))
		return -EINVAL;
	if ((vma->vm_flags & VM_WRITE) && !(region->flags & REGION_WRITE))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: region_mmap() refuses VM_WRITE under a condition, but
 * the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
		return -EPERM;
	return vm_iomap_memory(vma, region->start, region->size);
}

/* The errno is set long before. */
static int grant_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct grant *map;
	int err = -EINVAL;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	mutex_lock(&grants_lock);
	map = find_grant(vma->vm_pgoff);
	if (!map)
		goto unlock;
	if (vma->vm_flags & VM_WRITE) {
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: grant_mmap() refuses VM_WRITE under a condition, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
		if (map->flags & GRANT_READONLY)
			goto unlock;
	}
	err = vm_iomap_memory(vma, map->start, map->size);
unlock:
	mutex_unlock(&grants_lock);
	return err;
}

/* It is cleared where it was refused. */
static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct grant *map;
	int err = -EINVAL;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	mutex_lock(&grants_lock);
	map = find_grant(vma->vm_pgoff);
	if (!map)
		goto unlock;
	if (map->flags & GRANT_READONLY) {
		if (vma->vm_flags & VM_WRITE)
			goto unlock;
		vm_flags_clear(vma, VM_MAYWRITE);
	}
	err = vm_iomap_memory(vma, map->start, map->size);
unlock:
	mutex_unlock(&grants_lock);
	return err;
}

/* What leaves there is what the call before gave, not always an errno. */
static int served_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct grant *map = file->private_data;
	int err = -EINVAL;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (map->size)
		err = map_first(map, vma);
	if ((vma->vm_flags & VM_WRITE) && map->served)
		goto out;
	err = vm_iomap_memory(vma, map->start, map->size);
out:
	return err;
}

/* The flag is cleared of the private ones alone. */
static int copied_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = file->private_data;

	if (!(vma->vm_flags & VM_SHARED)) {
		vm_flags_clear(vma, VM_MAYWRITE);
		return vm_iomap_memory(vma, region->start, region->size);
	}
	if ((vma->vm_flags & VM_WRITE) && !(region->flags & REGION_WRITE))
		return -EPERM;
	return vm_iomap_memory(vma, region->copy, region->size);
}
static const struct file_operations copied_fops = { .mmap = copied_mmap };

static const struct file_operations region_fops = { .mmap = region_mmap };
static const struct file_operations grant_fops = { .mmap = grant_mmap };
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };
static const struct file_operations served_fops = { .mmap = served_mmap };
