/* release: 6.12 */
/* expect: none */
/* A mapping that fails after all is closed by the function that makes it. */
struct ware { struct kref ref; struct page **pages; };
static void ware_free(struct kref *ref)
{
	kfree(container_of(ref, struct ware, ref));
}
static void ware_open(struct vm_area_struct *vma)
{
	struct ware *ware = vma->vm_private_data;

	kref_get(&ware->ref);
}
static void ware_close(struct vm_area_struct *vma)
{
	struct ware *ware = vma->vm_private_data;

	kref_put(&ware->ref, ware_free);
}
static const struct vm_operations_struct ware_ops = { .open = ware_open, .close = ware_close };
static int by_table_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ware *ware = file->private_data;
	unsigned long count = vma_pages(vma);
	int ret;

	vma->vm_ops = &ware_ops;
	vma->vm_private_data = ware;
	kref_get(&ware->ref);
	if (count > 4) {
		kref_put(&ware->ref, ware_free);
		return -EINVAL;
	}
	ret = vm_insert_pages(vma, vma->vm_start, ware->pages, &count);
	if (ret)
		vma->vm_ops->close(vma);
	return ret;
}
static const struct file_operations by_table_fops = { .mmap = by_table_mmap };

static int by_name_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ware *ware = file->private_data;
	unsigned long count = vma_pages(vma);
	int ret;

	vma->vm_ops = &ware_ops;
	vma->vm_private_data = ware;
	kref_get(&ware->ref);
	if (count > 4) {
		kref_put(&ware->ref, ware_free);
		return -EINVAL;
	}
	ret = vm_insert_pages(vma, vma->vm_start, ware->pages, &count);
	if (ret)
		ware_close(vma);
	return ret;
}
static const struct file_operations by_name_fops = { .mmap = by_name_mmap };
