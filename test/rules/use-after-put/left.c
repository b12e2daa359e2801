/* release: 6.1 6.12 */
/* Stored, then freed where the mapping fails: the next mmap finds it. */
static int desk_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct desk *desk = file->private_data;
	unsigned int n = vma->vm_pgoff;
	struct sheet *sheet;
	int ret;

	if (n >= DESK_SHEETS)
		return -EINVAL;
	sheet = kzalloc(sizeof(*sheet), GFP_KERNEL);
	if (!sheet)
		return -ENOMEM;
	mutex_lock(&desk->lock);
	if (desk->sheets[n]) {
		ret = -EBUSY;
		goto out;
	}
	desk->sheets[n] = sheet;
	ret = desk->ops->map(desk, vma, sheet);
	if (ret)
		goto out;
	mutex_unlock(&desk->lock);
	return 0;
out:
	mutex_unlock(&desk->lock);
	kfree(sheet);
/*      ^^^^^^^^^^^^ warning[use-after-put]: desk_mmap() frees sheet (kfree()) and leaves it in desk->sheets[n]: what
 * looks there finds freed memory; store it as the last step, or set desk->sheets[n] to NULL
 */
	return ret;
}
static const struct file_operations desk_fops = { .mmap = desk_mmap };

/* release() frees it again. */
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
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: shelf_mmap() frees map (kmem_cache_free())
 * and leaves it in shelf->map: what looks there finds freed memory; store it as the last step, or set shelf->map to
 * NULL
 */
		return err;
	}
	return 0;
}
static const struct file_operations shelf_fops = { .mmap = shelf_mmap, .release = shelf_release };

/* The VMA lives on behind a fault that fails, and close frees what it finds there, */
static void tray_open(struct vm_area_struct *vma)
{
	tray_count(vma);
}
static void tray_close(struct vm_area_struct *vma)
{
	kfree(vma->vm_private_data);
}
static vm_fault_t tray_fault(struct vm_fault *vmf)
{
	struct tray *tray = kzalloc(sizeof(*tray), GFP_KERNEL);

	if (!tray)
		return VM_FAULT_OOM;
	vmf->vma->vm_private_data = tray;
	tray->page = tray_page_of(vmf->pgoff);
	if (!tray->page) {
		kfree(tray);
/*              ^^^^^^^^^^^ warning[use-after-put]: fault handler tray_fault() frees tray (kfree()) and leaves it in
 * vmf->vma->vm_private_data: what looks there finds freed memory; store it as the last step, or set
 * vmf->vma->vm_private_data to NULL
 */
		return VM_FAULT_SIGBUS;
	}
	get_page(tray->page);
	vmf->page = tray->page;
	return 0;
}
static const struct vm_operations_struct tray_ops = { .fault = tray_fault, .open = tray_open, .close = tray_close };

/* and so it does behind an mmap that succeeds. */
static int bin_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = kzalloc(sizeof(*bin), GFP_KERNEL);

	if (!bin)
		return -ENOMEM;
	vma->vm_ops = &tray_ops;
	vma->vm_private_data = bin;
	if (vma->vm_pgoff == 0) {
		kfree(bin);
/*              ^^^^^^^^^^ warning[use-after-put]: bin_mmap() frees bin (kfree()) and leaves it in
 * vma->vm_private_data: what looks there finds freed memory; store it as the last step, or set vma->vm_private_data
 * to NULL
 */
		return 0;
	}
	bin->size = vma->vm_end - vma->vm_start;
	return 0;
}
static const struct file_operations bin_fops = { .mmap = bin_mmap };

/* In a function that mmap calls. */
static int rack_use(struct rack *rack)
{
	return rack->head ? rack->head->size : 0;
}
static int rack_add(struct rack *rack, struct vm_area_struct *vma)
{
	struct row *row;

	row = kmalloc(sizeof(*row), GFP_KERNEL);
	if (!row)
		return -ENOMEM;
	vma->vm_ops = &tray_ops;
	row->next = rack->head;
	rack->head = row;
	if (rack_map(rack, row) < 0) {
		kfree(row);
/*              ^^^^^^^^^^ warning[use-after-put]: rack_add() frees row (kfree()) and leaves it in rack->head: what
 * looks there finds freed memory; store it as the last step, or set rack->head to NULL
 */
		return -EIO;
	}
	return 0;
}
static int rack_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = rack_add(file->private_data, vma);

	if (!ret)
		vma->vm_ops = &tray_ops;
	return ret;
}
static const struct file_operations rack_fops = { .mmap = rack_mmap };
