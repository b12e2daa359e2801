/* expect: none */
/* release: 4.20 6.12 */
/* What the lookup took goes back at the end, and what open took stays with the mapping. */
static void area_get(struct area *area)
{
	if (area)
		kref_get(&area->ref);
}
static int area_put(struct area *area)
{
	if (area)
		return kref_put(&area->ref, area_free);
	return 1;
}
static struct area *area_from(struct file *file)
{
	struct area *area = file->private_data;

	area_get(area);
	return area;
}
static void area_open(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	area_get(area);
}
static void area_close(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	area_put(area);
}
static const struct vm_operations_struct area_vm_ops = { .open = area_open, .close = area_close };
static int pointer_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = area_from(file);
	int ret;

	if (!area)
		return -EINVAL;
	ret = dma_mmap_coherent(area->device, vma, area->address, area->dma, vma_pages(vma) << PAGE_SHIFT);
	if (ret == 0) {
		vma->vm_ops = &area_vm_ops;
		vma->vm_private_data = area;
		vma->vm_ops->open(vma);
	}
	area_put(area);
	return ret;
}
static const struct file_operations pointer_fops = { .mmap = pointer_mmap };
static int named_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = area_from(file);
	int ret;

	if (!area)
		return -EINVAL;
	ret = dma_mmap_coherent(area->device, vma, area->address, area->dma, vma_pages(vma) << PAGE_SHIFT);
	if (ret == 0) {
		vma->vm_ops = &area_vm_ops;
		vma->vm_private_data = area;
		area_open(vma);
	}
	area_put(area);
	return ret;
}
static const struct file_operations named_fops = { .mmap = named_mmap };

/* Without open, by a get of its own; and of a lookup out of sight. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = area_from(file);

	if (!area)
		return -EINVAL;
	kref_get(&area->ref);
	vma->vm_ops = &area_vm_ops;
	vma->vm_private_data = area;
	area_put(area);
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };
static int unseen_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = area_of_minor(file);

	if (!area)
		return -EINVAL;
	vma->vm_ops = &area_vm_ops;
	vma->vm_private_data = area;
	area_open(vma);
	area_put(area);
	return 0;
}
static const struct file_operations unseen_fops = { .mmap = unseen_mmap };

/* The reference of the lookup is the mapping's. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = area_from(file);

	if (!area)
		return -EINVAL;
	vma->vm_ops = &area_vm_ops;
	vma->vm_private_data = area;
	return 0;
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* A tracepoint takes nothing, whatever it is called. */
static struct area *area_try(struct area *area)
{
	int count;

	if (!virt_addr_valid(area))
		return NULL;
	count = atomic_inc_return(&area->count);
	trace_area_get(area, count);
	if (count <= 1) {
		atomic_dec(&area->count);
		return NULL;
	}
	return area;
}
static void area_drop(struct area *area)
{
	int count = atomic_dec_return(&area->count);

	trace_area_put(area, count);
	if (count == 0)
		kfree(area);
}
static void traced_open(struct vm_area_struct *vma)
{
	area_try(vma->vm_private_data);
}
static void traced_close(struct vm_area_struct *vma)
{
	area_drop(vma->vm_private_data);
}
static const struct vm_operations_struct traced_ops = { .open = traced_open, .close = traced_close };
static int traced_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = area_try(file->private_data);

	if (!area)
		return -EINVAL;
	vma->vm_ops = &traced_ops;
	vma->vm_private_data = area;
	return 0;
}
static const struct file_operations traced_fops = { .mmap = traced_mmap };
