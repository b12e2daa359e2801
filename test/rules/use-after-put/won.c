/* release: 4.4 6.12 */
/* The reference of the lookup is put as well, or the test is of something else. */
static struct region *region_find(struct pool *pool, unsigned long key)
{
	struct region *region;

	mutex_lock(&pool->lock);
	region = idr_find(&pool->regions, key);
	if (region && !kref_get_unless_zero(&region->ref))
		region = NULL;
	mutex_unlock(&pool->lock);
	return region;
}
static void region_put(struct region *region)
{
	kref_put(&region->ref, region_free);
}
static void region_touch(struct region *region)
{
	if (region->number != 3)
		atomic_inc(&region->opened);
}
static int count_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = region_find(file->private_data, vma->vm_pgoff);

	if (!region)
		return -EINVAL;
	if (atomic_inc_return(&region->opened) == 1)
		region_put(region);
	region_put(region);
	region_touch(region);
/*                   ^^^^^^ warning[use-after-put]: count_mmap() uses region after region_put() may have dropped its
 * last reference: the memory may belong to another user; read what is needed first, and make the put the last step
 */
	vma->vm_private_data = region;
	return 0;
}
static const struct file_operations count_fops = { .mmap = count_mmap };

/* Which reference it is no state of the object tells. */
static int small_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = region_find(file->private_data, vma->vm_pgoff);

	if (!region)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start == PAGE_SIZE)
		region_put(region);
	return region->number;
/*             ^^^^^^^^^^^^^^ warning[use-after-put]: small_mmap() uses region->number after region_put() may have
 * dropped its last reference: the memory may belong to another user; read what is needed first, and make the put the
 * last step
 */
}
static const struct file_operations small_fops = { .mmap = small_mmap };

/* The counter is another object's. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	struct region *region = region_find(pool, vma->vm_pgoff);

	if (!region)
		return -EINVAL;
	if (atomic_inc_return(&pool->opened) == 1)
		region_put(region);
	return region->number;
/*             ^^^^^^^^^^^^^^ warning[use-after-put]: other_mmap() uses region->number after region_put() may have
 * dropped its last reference: the memory may belong to another user; read what is needed first, and make the put the
 * last step
 */
}
static const struct file_operations other_fops = { .mmap = other_mmap };
