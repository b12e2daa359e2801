/* release: 6.12 6.1 */
/* The region is looked up by the offset: where none is found the variable has what the stack held. */
struct region { struct list_head entry; u64 offset, size; phys_addr_t phys; };

static int region_by_offset(struct feature *feature, u64 offset, u64 size, struct region *found)
{
	struct region *region;
	int ret = 0;

	mutex_lock(&feature->lock);
	list_for_each_entry(region, &feature->regions, entry)
		if (region->offset <= offset && region->offset + region->size >= offset + size) {
			*found = *region;
			break;
		}
	mutex_unlock(&feature->lock);
	return ret;
}

static int feature_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct feature *feature = file->private_data;
	u64 size = vma->vm_end - vma->vm_start;
	u64 offset = (u64)vma->vm_pgoff << PAGE_SHIFT;
	struct region region;
	int ret;

	ret = region_by_offset(feature, offset, size, &region);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: region_by_offset() may return 0
 * without setting region: remap_pfn_range() is then handed what the stack holds, and user space gets whatever page
 * that is; return an error in region_by_offset() where nothing is found
 */
	if (ret)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, (region.phys + (offset - region.offset)) >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}

static int checked_by_offset(struct feature *feature, u64 offset, u64 size, struct region *found)
{
	struct region *region;
	int ret = 0;

	mutex_lock(&feature->lock);
	list_for_each_entry(region, &feature->regions, entry)
		if (region->offset <= offset && region->offset + region->size >= offset + size) {
			*found = *region;
			goto exit;
		}
	ret = -EINVAL;
exit:
	mutex_unlock(&feature->lock);
	return ret;
}

static int checked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct feature *feature = file->private_data;
	u64 size = vma->vm_end - vma->vm_start;
	u64 offset = (u64)vma->vm_pgoff << PAGE_SHIFT;
	struct region region;
	int ret;

	ret = checked_by_offset(feature, offset, size, &region);
	if (ret)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, (region.phys + (offset - region.offset)) >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}

/* What was found says so by a pointer. */
static int pointer_by_offset(struct feature *feature, u64 offset, u64 size, struct region *found)
{
	struct region *region, *match = NULL;
	int ret = -ENOENT;

	mutex_lock(&feature->lock);
	list_for_each_entry(region, &feature->regions, entry)
		if (region->offset <= offset && region->offset + region->size >= offset + size) {
			match = region;
			break;
		}
	if (match) {
		found->phys = match->phys;
		found->offset = match->offset;
		ret = 0;
	}
	mutex_unlock(&feature->lock);
	return ret;
}

static int pointer_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct feature *feature = file->private_data;
	u64 size = vma->vm_end - vma->vm_start;
	u64 offset = (u64)vma->vm_pgoff << PAGE_SHIFT;
	struct region region;
	int ret;

	ret = pointer_by_offset(feature, offset, size, &region);
	if (ret)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, (region.phys + (offset - region.offset)) >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}

static const struct file_operations feature_fops = { .mmap = feature_mmap };
static const struct file_operations checked_fops = { .mmap = checked_mmap };
static const struct file_operations pointer_fops = { .mmap = pointer_mmap };

/* Members of a struct that a callee fills in, for the function of a subsystem that maps. */
static int clock_of(struct foo *foo, struct foo_clock *clock)
{
	if (!foo->has_clock)
		return -EOPNOTSUPP;
	clock->bar = foo->bar;
	clock->offset = foo->offset;
	return 0;
}

static int dropped_clock_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct foo *foo = to_foo(context->device);
	struct foo_clock clock;

	clock_of(foo, &clock);
/*      ^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: clock_of() leaves clock unset when it fails, and
 * dropped_clock_mmap() does not look at its result: rdma_user_mmap_io() is then handed what the stack holds, and user
 * space gets whatever page that is; return it then
 */
	return rdma_user_mmap_io(context, vma, (pci_resource_start(foo->pdev, clock.bar) + clock.offset) >> PAGE_SHIFT,
				 PAGE_SIZE, pgprot_noncached(vma->vm_page_prot), NULL);
}

static int read_clock_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct foo *foo = to_foo(context->device);
	struct foo_clock clock;
	int ret;

	ret = clock_of(foo, &clock);
	if (ret)
		return ret;
	return rdma_user_mmap_io(context, vma, (pci_resource_start(foo->pdev, clock.bar) + clock.offset) >> PAGE_SHIFT,
				 PAGE_SIZE, pgprot_noncached(vma->vm_page_prot), NULL);
}

static int set_clock_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct foo *foo = to_foo(context->device);
	struct foo_clock clock = { .bar = foo->first_bar };

	clock_of(foo, &clock);
	return rdma_user_mmap_io(context, vma, (pci_resource_start(foo->pdev, clock.bar) + clock.offset) >> PAGE_SHIFT,
				 PAGE_SIZE, pgprot_noncached(vma->vm_page_prot), NULL);
}

static const struct ib_device_ops dropped_clock_ops = { .mmap = dropped_clock_mmap };
static const struct ib_device_ops read_clock_ops = { .mmap = read_clock_mmap };
static const struct ib_device_ops set_clock_ops = { .mmap = set_clock_mmap };
