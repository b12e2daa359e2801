/* release: 6.12 6.3 */
/* mmap functions that map through a member alone. */
static int frame_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct frame_info *info = file->private_data;
	int res;

	if (!info->ops->frame_mmap)
		return -ENODEV;
	mutex_lock(&info->mm_lock);
	res = info->ops->frame_mmap(info, vma);
	return res;
/*      ^^^^^^^^^^^ warning[lock-imbalance]: mmap function frame_mmap() returns with &info->mm_lock still held: the
 * next task that takes it hangs; release it on this path too
 */
}
static const struct file_operations frame_fops = { .mmap = frame_mmap };

static int frame_good_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct frame_info *info = file->private_data;
	int res;

	if (!info->ops->frame_mmap)
		return -ENODEV;
	mutex_lock(&info->mm_lock);
	res = info->ops->frame_mmap(info, vma);
	mutex_unlock(&info->mm_lock);
	return res;
}
static const struct file_operations frame_good_fops = { .mmap = frame_good_mmap };

/* One way out alone. */
static int dep_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dep *dep = file->private_data;
	int err = -ENXIO;

	down_read(&dep->sem);
	if (dep->gone)
		return -ENODEV;
/*              ^^^^^^^^^^^^^^^ warning[lock-imbalance]: mmap function dep_mmap() returns with &dep->sem still held:
 * the next task that takes it hangs; release it on this path too
 */
	if (dep->ops.map)
		err = dep->ops.map(dep, file, vma);
	up_read(&dep->sem);
	return err;
}
static const struct file_operations dep_fops = { .mmap = dep_mmap };

static int dep_good_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dep *dep = file->private_data;
	int err = -ENXIO;

	down_read(&dep->sem);
	if (dep->ops.map)
		err = dep->ops.map(dep, file, vma);
	up_read(&dep->sem);
	return err;
}
static const struct file_operations dep_good_fops = { .mmap = dep_good_mmap };

/* It maps nothing, and hands nothing on. */
static int never_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dep *dep = file->private_data;

	spin_lock(&dep->lock);
	if (dep->gone)
		return -EIO;
/*              ^^^^^^^^^^^^ warning[lock-imbalance]: mmap function never_mmap() returns with &dep->lock still held:
 * the task goes on in atomic context, and the next that takes it spins for ever; release it on this path too
 */
	spin_unlock(&dep->lock);
	return -ENODEV;
}
static const struct file_operations never_fops = { .mmap = never_mmap };

/* That of a subsystem. */
static int region_mmap(struct bpf_map *map, struct vm_area_struct *vma)
{
	struct region *region = to_region(map);
	int ret;

	mutex_lock(&region->lock);
	ret = region->map(region, vma);
	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[lock-imbalance]: mmap function region_mmap() returns with &region->lock still
 * held: the next task that takes it hangs; release it on this path too
 */
	mutex_unlock(&region->lock);
	return 0;
}
static const struct bpf_map_ops region_ops = { .map_mmap = region_mmap };

static int region_good_mmap(struct bpf_map *map, struct vm_area_struct *vma)
{
	struct region *region = to_region(map);

	guard(mutex)(&region->lock);
	return region->map(region, vma);
}
static const struct bpf_map_ops region_good_ops = { .map_mmap = region_good_mmap };
