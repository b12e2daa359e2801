/* release: 4.20 6.12 */
/* What the lookup took goes back at the end, and nothing stays with the mapping. */
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
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: named_mmap() takes nothing for the mapping, and
 * close of area_vm_ops gives something back (area_put()): core calls open for copies alone, so munmap() drops a
 * reference that another user holds; do in mmap what open does (area_get())
 */
	}
	area_put(area);
	return ret;
}
static const struct file_operations named_fops = { .mmap = named_mmap };

/* The lookup is out of sight. */
static int unseen_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = area_of_minor(file);

	if (!area)
		return -EINVAL;
	vma->vm_ops = &area_vm_ops;
	vma->vm_private_data = area;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: unseen_mmap() takes nothing for the mapping, and close of
 * area_vm_ops gives something back (area_put()): core calls open for copies alone, so munmap() drops a reference that
 * another user holds; do in mmap what open does (area_get())
 */
	area_put(area);
	return 0;
}
static const struct file_operations unseen_fops = { .mmap = unseen_mmap };

/* The event stands beside what is really taken. */
static void traced_get(struct area *area)
{
	trace_area_get(area);
	refcount_inc(&area->count);
}
static void traced_put(struct area *area)
{
	trace_area_put(area);
	if (refcount_dec_and_test(&area->count))
		kfree(area);
}
static void traced_open(struct vm_area_struct *vma)
{
	traced_get(vma->vm_private_data);
}
static void traced_close(struct vm_area_struct *vma)
{
	traced_put(vma->vm_private_data);
}
static const struct vm_operations_struct traced_ops = { .open = traced_open, .close = traced_close };
static int traced_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;

	traced_get(area);
	if (!area->size)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[mmap-reference]: traced_mmap() fails here and keeps what traced_get() took,
 * which close gives back (traced_put()), and core does not call close after a failed mmap: give it back before this
 * return
 */
	vma->vm_ops = &traced_ops;
	vma->vm_private_data = area;
	return 0;
}
static const struct file_operations traced_fops = { .mmap = traced_mmap };
static int noted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;

	trace_area_get(area);
	vma->vm_ops = &traced_ops;
	vma->vm_private_data = area;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: noted_mmap() takes nothing for the mapping, and close of
 * traced_ops gives something back (refcount_dec_and_test()): core calls open for copies alone, so munmap() drops a
 * reference that another user holds; do in mmap what open does (refcount_inc())
 */
	return 0;
}
static const struct file_operations noted_fops = { .mmap = noted_mmap };
