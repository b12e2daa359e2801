/* release: 6.12 6.1 */
/* The range is looked up in a list by its start alone. */
static int bay_find(struct bay *bay, u64 at, u64 size, struct window *found)
{
	struct window *window;
	int ret = 0;

	mutex_lock(&bay->lock);
	list_for_each_entry(window, &bay->windows, node)
		if (window->at <= at && at < window->at + window->size) {
			*found = *window;
			goto out;
		}
	ret = -EINVAL;
out:
	mutex_unlock(&bay->lock);
	return ret;
}
static int bay_mmap(struct file *file, struct vm_area_struct *vma)
{
	u64 at = vma->vm_pgoff << PAGE_SHIFT;
	u64 size = vma->vm_end - vma->vm_start;
	struct window window;
	int ret = bay_find(file->private_data, at, size, &window);

	if (ret)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, (window.phys + (at - window.at)) >> PAGE_SHIFT, size,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what remap_pfn_range() maps is never bounds-checked against what lies behind the offset: user
 * space maps what lies past the object; return -EINVAL where it is too large
 */
			       vma->vm_page_prot);
}
static const struct file_operations bay_fops = { .mmap = bay_mmap };

/* All of it is. */
static int dock_find(struct bay *bay, u64 at, u64 size, struct window *found)
{
	struct window *window;
	int ret = 0;

	mutex_lock(&bay->lock);
	list_for_each_entry(window, &bay->windows, node)
		if (window->at <= at && at + size <= window->at + window->size) {
			*found = *window;
			goto out;
		}
	ret = -EINVAL;
out:
	mutex_unlock(&bay->lock);
	return ret;
}
static int dock_mmap(struct file *file, struct vm_area_struct *vma)
{
	u64 at = vma->vm_pgoff << PAGE_SHIFT;
	u64 size = vma->vm_end - vma->vm_start;
	struct window window;
	int ret = dock_find(file->private_data, at, size, &window);

	if (ret)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, (window.phys + (at - window.at)) >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}
static const struct file_operations dock_fops = { .mmap = dock_mmap };

/* A physical range is valid where it begins in one that firmware left. */
static bool ranges_valid_start(u64 at, u64 size)
{
	struct device_node *node;
	bool found = false;

	if (at + size < at)
		return false;
	for_each_child_of_node(firmware_node, node) {
		u64 start = range_start(node);
		u64 end = start + range_size(node);

		if (at >= start && at < end) {
			found = true;
			break;
		}
	}
	return found;
}
static int ranges_mmap(struct file *file, struct vm_area_struct *vma)
{
	size_t at = vma->vm_pgoff << PAGE_SHIFT;
	size_t size = vma->vm_end - vma->vm_start;
	pgprot_t prot;

	if (!ranges_valid_start(at, size))
		return -EINVAL;
	prot = phys_mem_access_prot(file, vma->vm_pgoff, size, vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length of what
 * remap_pfn_range() maps is never bounds-checked against what lies behind the offset: user space maps
 * what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations ranges_fops = { .mmap = ranges_mmap };

/* Where it ends counts as well. */
static bool spans_valid(u64 at, u64 size)
{
	struct device_node *node;
	bool found = false;

	if (at + size < at)
		return false;
	for_each_child_of_node(firmware_node, node) {
		u64 start = range_start(node);
		u64 end = start + range_size(node);

		if (at >= start && at + size <= end) {
			found = true;
			break;
		}
	}
	return found;
}
static int spans_mmap(struct file *file, struct vm_area_struct *vma)
{
	size_t at = vma->vm_pgoff << PAGE_SHIFT;
	size_t size = vma->vm_end - vma->vm_start;
	pgprot_t prot;

	if (!spans_valid(at, size))
		return -EINVAL;
	prot = phys_mem_access_prot(file, vma->vm_pgoff, size, vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, prot);
}
static const struct file_operations spans_fops = { .mmap = spans_mmap };

/* A device file is told too, unless it is there to map any memory and asks for a capability. */
static int host_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() maps whatever page frame user space names in vm_pgoff: nothing bounds it, so any memory of the
 * machine can be mapped; return -EINVAL for what does not belong to the device
 */
}
static const struct file_operations host_fops = { .mmap = host_mmap };

/* A context of a network card is not; the table stands in another file. */
int card_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct card *card = to_card(context->device);
	unsigned long at = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (at == card->doorbell && size <= card->doorbell_size)
		return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: neither
 * offset nor length of what remap_pfn_range() maps is bounds-checked: user space maps whatever memory
 * it names; return -EINVAL where it is none of what it may map
 */
}

/* What it may map stands in a list of its own. */
static bool port_owns(struct port_context *context, u64 at, unsigned long size)
{
	struct port_range *range;
	bool found = false;

	list_for_each_entry(range, &context->ranges, node) {
		if (range->at != at || range->size != size)
			continue;
		found = true;
		break;
	}
	return found;
}
int port_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!port_owns(to_port_context(context), vma->vm_pgoff << PAGE_SHIFT, size))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
}

/* No offset is larger than the largest one. */
static int pane_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long start = vma->vm_start;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long at;

	if (vma->vm_pgoff > (~0UL >> PAGE_SHIFT))
		return -EINVAL;
	if (size > info->fix.smem_len)
		return -EINVAL;
	at = (unsigned long)info->fix.smem_start + offset;
	while (size > 0) {
		if (remap_pfn_range(vma, start, vmalloc_to_pfn((void *)at), PAGE_SIZE, PAGE_SHARED))
/*                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset of what
 * vmalloc_to_pfn() looks up is never bounds-checked: user space maps what lies past the object; return -EINVAL where
 * it is too large
 */
			return -EAGAIN;
		start += PAGE_SIZE;
		at += PAGE_SIZE;
		size = size > PAGE_SIZE ? size - PAGE_SIZE : 0;
	}
	return 0;
}
static const struct fb_ops pane_ops = { .fb_mmap = pane_mmap };
static int sheet_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long start = vma->vm_start;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long at;

	if (vma->vm_pgoff > (~0UL >> PAGE_SHIFT))
		return -EINVAL;
	if (size > info->fix.smem_len)
		return -EINVAL;
	if (offset > info->fix.smem_len - size)
		return -EINVAL;
	at = (unsigned long)info->fix.smem_start + offset;
	while (size > 0) {
		if (remap_pfn_range(vma, start, vmalloc_to_pfn((void *)at), PAGE_SIZE, PAGE_SHARED))
			return -EAGAIN;
		start += PAGE_SIZE;
		at += PAGE_SIZE;
		size = size > PAGE_SIZE ? size - PAGE_SIZE : 0;
	}
	return 0;
}
static const struct fb_ops sheet_ops = { .fb_mmap = sheet_mmap };

/* Attributes get one of two functions, which share the rest: that is said once. */
static int slot_map(struct bin_attribute *attr, struct vm_area_struct *vma, int wide)
{
	struct resource *window = attr->private;

	vma->vm_pgoff += window->start >> (PAGE_SHIFT - (wide ? 5 : 0));
	return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start,
				  vma->vm_page_prot);
}
static int slot_mmap_wide(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			  struct vm_area_struct *vma)
{
	return slot_map(attr, vma, 1);
/*             ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: neither offset nor length of what io_remap_pfn_range() maps
 * in slot_map() is bounds-checked: user space maps what lies past the object; return -EINVAL where it is too large
 */
}
static int slot_mmap(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		     struct vm_area_struct *vma)
{
	return slot_map(attr, vma, 0);
}
static void slot_add(struct bin_attribute *attr, bool wide)
{
	attr->mmap = wide ? slot_mmap_wide : slot_mmap;
}
static int bank_map(struct bin_attribute *attr, struct vm_area_struct *vma)
{
	struct resource *window = attr->private;
	unsigned long pages = resource_size(window) >> PAGE_SHIFT;

	if (vma->vm_pgoff >= pages || vma_pages(vma) > pages - vma->vm_pgoff)
		return -EINVAL;
	vma->vm_pgoff += window->start >> PAGE_SHIFT;
	return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start,
				  vma->vm_page_prot);
}
static int bank_mmap_cached(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			    struct vm_area_struct *vma)
{
	return bank_map(attr, vma);
}
static int bank_mmap(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		     struct vm_area_struct *vma)
{
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return bank_map(attr, vma);
}
static void bank_add(struct bin_attribute *attr, bool cached)
{
	attr->mmap = cached ? bank_mmap_cached : bank_mmap;
}
