/* release: 6.12 */
/* expect: none */
/* mmap fails after all, and lets close give back what it took. */
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
