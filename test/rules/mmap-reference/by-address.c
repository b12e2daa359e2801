/* release: 6.12 */
/* expect: none */
/* What a variable leads to is given back through its address, and by close that the function calls itself. */
static void drum_unref(struct drum **where)
{
	struct drum *drum = *where;

	*where = NULL;
	kref_put(&drum->ref, drum_release);
}
static void drum_open(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	kref_get(&drum->ref);
}
static void drum_close(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	drum_unref(&drum);
}
static const struct vm_operations_struct drum_ops = { .open = drum_open, .close = drum_close };
static int drum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct drum *drum = drum_find(file->private_data, vma->vm_pgoff);
	int ret;

	if (drum != NULL && !kref_get_unless_zero(&drum->ref))
		drum = NULL;
	if (drum == NULL)
		return -EINVAL;
	ret = drum_may_map(drum, file);
	if (ret)
		goto out_unref;
	vma->vm_ops = &drum_ops;
	vma->vm_private_data = drum;
	return 0;
out_unref:
	drum_unref(&drum);
	return ret;
}
static const struct file_operations drum_fops = { .mmap = drum_mmap };

static int lent_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	struct drm_gem_object *obj = dmabuf->priv;
	int ret;

	vma->vm_ops = &lent_vm_ops;
	vma->vm_private_data = obj;
	drm_gem_object_get(obj);
	ret = lent_prepare(obj);
	if (ret)
		goto put_obj;
	ret = vm_insert_page(vma, vma->vm_start, lent_page(obj));
	if (ret)
		goto close_vma;
	return 0;
close_vma:
	vma->vm_ops->close(vma);
	return ret;
put_obj:
	drm_gem_object_put(obj);
	return ret;
}
static const struct dma_buf_ops lent_ops = { .mmap = lent_mmap };
