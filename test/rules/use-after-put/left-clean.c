/* release: 6.1 6.12 */
/* Stored as the last step, */
static int cup_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct cup *cup = file->private_data;
	unsigned int n = vma->vm_pgoff;
	struct sheet *sheet;
	int ret;

	if (n >= DESK_SHEETS)
		return -EINVAL;
	sheet = kzalloc(sizeof(*sheet), GFP_KERNEL);
	if (!sheet)
		return -ENOMEM;
	mutex_lock(&cup->lock);
	if (cup->sheets[n]) {
		ret = -EBUSY;
		goto out;
	}
	ret = cup->ops->map(cup, vma, sheet);
	if (ret)
		goto out;
	cup->sheets[n] = sheet;
	mutex_unlock(&cup->lock);
	return 0;
out:
	mutex_unlock(&cup->lock);
	kfree(sheet);
	return ret;
}
static const struct file_operations cup_fops = { .mmap = cup_mmap };

/* or set to NULL again, */
static int shelf_release(struct inode *inode, struct file *file)
{
	struct shelf *shelf = file->private_data;

	kfree(shelf->map);
	return 0;
}
static int shelf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct shelf_map *map = kmem_cache_zalloc(shelf_cache, GFP_KERNEL);
	int err;

	if (map == NULL)
		return -ENOMEM;
	shelf->map = map;
	err = io_remap_pfn_range(vma, vma->vm_start, shelf->base >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
	if (err) {
		kmem_cache_free(shelf_cache, map);
		shelf->map = NULL;
		return err;
	}
	return 0;
}
static const struct file_operations shelf_fops = { .mmap = shelf_mmap, .release = shelf_release };

/* or stored where it did not fail. */
static int vase_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct shelf_map *map = kzalloc(sizeof(*map), GFP_KERNEL);
	int err;

	if (!map)
		return -ENOMEM;
	err = shelf_map(shelf, map, vma);
	if (!err)
		shelf->map = map;
	mutex_unlock(&shelf->lock);
	if (err)
		kfree(map);
	return err;
}
static const struct file_operations vase_fops = { .mmap = vase_mmap };

/* Core calls no close of a VMA whose mmap failed. */
static void tray_open(struct vm_area_struct *vma)
{
	tray_count(vma);
}
static void tray_close(struct vm_area_struct *vma)
{
	kfree(vma->vm_private_data);
}
static const struct vm_operations_struct tray_ops = { .open = tray_open, .close = tray_close };
static int bin_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = kzalloc(sizeof(*bin), GFP_KERNEL);

	if (!bin)
		return -ENOMEM;
	vma->vm_ops = &tray_ops;
	vma->vm_private_data = bin;
	if (bin_map(bin, vma)) {
		kfree(bin);
		return -EIO;
	}
	return 0;
}
static const struct file_operations bin_fops = { .mmap = bin_mmap };

/* What is handed the object looks after it, */
static void rack_drop(struct rack *rack, struct row *row)
{
	if (rack->head == row)
		rack->head = row->next;
}
static int rack_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	struct row *row;

	row = kmalloc(sizeof(*row), GFP_KERNEL);
	if (!row)
		return -ENOMEM;
	vma->vm_ops = &tray_ops;
	row->next = rack->head;
	rack->head = row;
	if (rack_map(rack, row) < 0) {
		rack_drop(rack, row);
		kfree(row);
		return -EIO;
	}
	return 0;
}
static const struct file_operations rack_fops = { .mmap = rack_mmap };

/* or what it lies in is new itself, and goes as well. */
static int crate_use(struct crate *crate)
{
	return crate->lid->size;
}
static int crate_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct crate *crate = kzalloc(sizeof(*crate), GFP_KERNEL);
	struct lid *lid = kzalloc(sizeof(*lid), GFP_KERNEL);

	if (!crate || !lid)
		goto out;
	crate->lid = lid;
	if (crate_map(crate, vma))
		goto out;
	vma->vm_private_data = crate;
	return 0;
out:
	kfree(lid);
	kfree(crate);
	return -ENOMEM;
}
static const struct file_operations crate_fops = { .mmap = crate_mmap };
/* expect: none */
