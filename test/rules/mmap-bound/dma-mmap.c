/* release: 6.12 */
/* dma_mmap_*() hold the mapping against the length that they are handed: that of the mapping bounds nothing. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	vma->vm_pgoff = 0;
	return dma_mmap_coherent(foo->dev, vma, foo->cpu, foo->dma, size);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length of what
 * dma_mmap_coherent() maps is never bounds-checked: user space maps what lies past the object; return -EINVAL where
 * it is too large
 */
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
static int wc_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret;

	ret = dma_mmap_wc(foo->dev, vma, foo->cpu, foo->dma, vma_pages(vma) << PAGE_SHIFT);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the
 * length of what dma_mmap_wc() maps is never bounds-checked: user space maps what lies past the object; return
 * -EINVAL where it is too large
 */
	if (ret)
		dev_err(foo->dev, "no\n");
	return ret;
}
static const struct file_operations wc_fops = { .mmap = wc_mmap };
static int at_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	size_t size = PAGE_ALIGN(vma->vm_end - vma->vm_start);

	vma->vm_pgoff = 0;
	return dma_mmap_attrs(foo->dev, vma, foo->cpu, foo->dma, size, 0);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length of what
 * dma_mmap_attrs() maps is never bounds-checked: user space maps what lies past the object; return -EINVAL where it
 * is too large
 */
}
static const struct file_operations at_fops = { .mmap = at_mmap };
static int nc_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	return dma_mmap_pages(foo->dev, vma, vma->vm_end - vma->vm_start, foo->page);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what dma_mmap_pages() maps is never bounds-checked: user space maps what lies past the object; return -EINVAL
 * where it is too large
 */
}
static const struct file_operations nc_fops = { .mmap = nc_mmap };
static int ok1_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > foo->size)
		return -EINVAL;
	vma->vm_pgoff = 0;
	return dma_mmap_coherent(foo->dev, vma, foo->cpu, foo->dma, size);
}
static const struct file_operations ok1_fops = { .mmap = ok1_mmap };
static int ok2_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	return dma_mmap_coherent(foo->dev, vma, foo->cpu, foo->dma, foo->size);
}
static const struct file_operations ok2_fops = { .mmap = ok2_mmap };
static int ok3_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	foo->cpu = dma_alloc_coherent(foo->dev, size, &foo->dma, GFP_KERNEL);
	if (!foo->cpu)
		return -ENOMEM;
	return dma_mmap_coherent(foo->dev, vma, foo->cpu, foo->dma, size);
}
static const struct file_operations ok3_fops = { .mmap = ok3_mmap };
static int ok4_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	struct buf *buf = foo_find(foo, vma->vm_pgoff, size);

	if (!buf)
		return -EINVAL;
	vma->vm_pgoff = 0;
	return dma_mmap_coherent(foo->dev, vma, buf->cpu, buf->dma, size);
}
static const struct file_operations ok4_fops = { .mmap = ok4_mmap };
static int ok5_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	return dma_mmap_coherent(foo->dev, vma, foo->cpu, foo->dma, min(foo->size, vma->vm_end - vma->vm_start));
}
static const struct file_operations ok5_fops = { .mmap = ok5_mmap };
