/* expect: none */
/* release: 4.4 6.12 */
/* Who comes first puts the reference of the birth, and keeps the one of its own lookup. */
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
	region_touch(region);
	vma->vm_private_data = region;
	return 0;
}
static const struct file_operations count_fops = { .mmap = count_mmap };

/* The result is kept in a variable. */
static int first_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = region_find(file->private_data, vma->vm_pgoff);
	int opened;

	if (!region)
		return -EINVAL;
	opened = atomic_inc_return(&region->opened);
	if (opened == 1)
		region_put(region);
	vma->vm_private_data = region;
	return region->number;
}
static const struct file_operations first_fops = { .mmap = first_mmap };

/* A bit says who has the reference of the list. */
static int bit_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = region_find(file->private_data, vma->vm_pgoff);

	if (!region)
		return -EINVAL;
	if (test_and_clear_bit(REGION_LISTED, &region->flags))
		kref_put(&region->ref, region_free);
	vma->vm_private_data = region;
	return region->number;
}
static const struct file_operations bit_fops = { .mmap = bit_mmap };

/* A number, under a lock. */
static int number_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	struct region *region = region_find(pool, vma->vm_pgoff);

	if (!region)
		return -EINVAL;
	mutex_lock(&pool->lock);
	if (!region->users++)
		region_put(region);
	mutex_unlock(&pool->lock);
	vma->vm_private_data = region;
	return region->number;
}
static const struct file_operations number_fops = { .mmap = number_mmap };

/* By exchange. */
static int exchange_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct region *region = region_find(file->private_data, vma->vm_pgoff);

	if (!region)
		return -EINVAL;
	if (!atomic_cmpxchg(&region->state, 0, 1))
		region_put(region);
	vma->vm_private_data = region;
	return region->number;
}
static const struct file_operations exchange_fops = { .mmap = exchange_mmap };
