/* release: 4.4 6.12 */
struct map { unsigned int count; struct queue *q; void *pages; };

/* A plain count that close reads after it has counted down. */
static void map_open(struct vm_area_struct *vma)
{
	struct map *map = vma->vm_private_data;

	map->count++;
}
static void map_close(struct vm_area_struct *vma)
{
	struct map *map = vma->vm_private_data;

	map->count--;
	if (map->count == 0) {
		vfree(map->pages);
		kfree(map);
	}
}
static const struct vm_operations_struct map_ops = { .open = map_open, .close = map_close };

static int map_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct map *map = kzalloc(sizeof(*map), GFP_KERNEL);

	if (!map)
		return -ENOMEM;
	map->q = file->private_data;
	vma->vm_ops = &map_ops;
	vma->vm_private_data = map;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: map_mmap() stores new memory in the VMA and does not set
 * its count, which open and close of map_ops count (map->count--): close frees it too early or never; set it to 1 in
 * mmap
 */
	return 0;
}
static const struct file_operations map_fops = { .mmap = map_mmap };

/* Here it counts the others: 0 is one user. */
static void rest_open(struct vm_area_struct *vma)
{
	struct map *map = vma->vm_private_data;

	map->count++;
}
static void rest_close(struct vm_area_struct *vma)
{
	struct map *map = vma->vm_private_data;

	if (map->count-- == 0) {
		vfree(map->pages);
		kfree(map);
	}
}
static const struct vm_operations_struct rest_ops = { .open = rest_open, .close = rest_close };

static int rest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct map *map = kzalloc(sizeof(*map), GFP_KERNEL);

	if (!map)
		return -ENOMEM;
	map->q = file->private_data;
	vma->vm_ops = &rest_ops;
	vma->vm_private_data = map;
	return 0;
}
static const struct file_operations rest_fops = { .mmap = rest_mmap };
