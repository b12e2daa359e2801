/* release: 6.12 */
/* A fault handler inserts pages that were left out; what a remap has not made, it does not make. */
static vm_fault_t tile_fault(struct vm_fault *vmf)
{
	struct tile *tile = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, tile->pfn);
}

static int tile_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return generic_access_phys(vma, addr, buf, len, write);
}
static const struct vm_operations_struct tile_ops = { .fault = tile_fault, .access = tile_access };

static int tile_map(struct tile *tile, struct vm_area_struct *vma)
{
	int ret = 0;

	mutex_lock(&tile->lock);
	if (tile->is_ready) {
		if (remap_vmalloc_range_partial(vma, vma->vm_start, tile->buffer, 0, PAGE_SIZE))
			goto out;
		tile->maps++;
	}
out:
	mutex_unlock(&tile->lock);
	return ret;
}

static int tile_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tile *tile = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vma->vm_ops = &tile_ops;
	if (tile_map(tile, vma))
		return -EAGAIN;
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: tile_mmap() returns 0 although remap_vmalloc_range_partial() has
 * failed: the mapping has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}

static int brick_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tile *tile = file->private_data;
	int err;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vma->vm_ops = &tile_ops;
	err = remap_pfn_range(vma, vma->vm_start, tile->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (err)
		dev_warn(tile->dev, "cannot map: %d\n", err);
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: brick_mmap() returns 0 although remap_pfn_range() has failed: the
 * mapping has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}

/* The error is returned. */
static int slate_map(struct tile *tile, struct vm_area_struct *vma)
{
	int ret = 0;

	mutex_lock(&tile->lock);
	if (tile->is_ready) {
		if (remap_vmalloc_range_partial(vma, vma->vm_start, tile->buffer, 0, PAGE_SIZE)) {
			ret = -EFAULT;
			goto out;
		}
		tile->maps++;
	}
out:
	mutex_unlock(&tile->lock);
	return ret;
}

static int slate_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tile *tile = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vma->vm_ops = &tile_ops;
	if (slate_map(tile, vma))
		return -EAGAIN;
	return 0;
}

/* Inserted ahead of the fault that does it otherwise. */
static int shard_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tile *tile = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vma->vm_ops = &tile_ops;
	if (vm_insert_page(vma, vma->vm_start, tile->page))
		dev_dbg(tile->dev, "left to the fault\n");
	return 0;
}
static const struct file_operations tile_fops = { .mmap = tile_mmap };
static const struct file_operations brick_fops = { .mmap = brick_mmap };
static const struct file_operations slate_fops = { .mmap = slate_mmap };
static const struct file_operations shard_fops = { .mmap = shard_mmap };
