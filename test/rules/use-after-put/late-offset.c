/* release: 6.12 6.1 */
/* What DRM finds by the offset of a mapping may go as soon as the lock of its tree is given back. */
static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct drm_device *dev = dev_of(file);
	struct drm_vma_offset_node *node;
	struct foo_bo *bo;
	int ret;

	drm_vma_offset_lock_lookup(dev->vma_offset_manager);
	node = drm_vma_offset_exact_lookup_locked(dev->vma_offset_manager, vma->vm_pgoff, vma_pages(vma));
	drm_vma_offset_unlock_lookup(dev->vma_offset_manager);
	if (!node)
		return -EINVAL;
	bo = container_of(node, struct foo_bo, base.vma_node);
	if (!kref_get_unless_zero(&bo->base.refcount))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: plain_mmap() takes its first reference
 * to bo after drm_vma_offset_unlock_lookup() has given back the lock under which it was found: another task may have
 * put the last one by then, and the object is freed; take the reference before
 */
		return -EINVAL;
	ret = foo_map(bo, vma);
	drm_gem_object_put(&bo->base);
	return ret;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

static int lookup(struct drm_device *dev, unsigned long offset, unsigned long pages, struct foo_bo **p_bo)
{
	struct drm_vma_offset_node *node;

	*p_bo = NULL;
	drm_vma_offset_lock_lookup(dev->vma_offset_manager);
	node = drm_vma_offset_lookup_locked(dev->vma_offset_manager, offset, pages);
	drm_vma_offset_unlock_lookup(dev->vma_offset_manager);
	if (node) {
		*p_bo = container_of(node, struct foo_bo, base.vma_node);
		*p_bo = foo_bo_get_unless_zero(*p_bo);
/*                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: lookup() takes its first reference to
 * p_bo after drm_vma_offset_unlock_lookup() has given back the lock under which it was found: another task may have
 * put the last one by then, and the object is freed; take the reference before
 */
	}
	return *p_bo ? 0 : -EINVAL;
}

static int called_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_bo *bo;
	int ret;

	ret = lookup(dev_of(file), vma->vm_pgoff, vma_pages(vma), &bo);
	if (ret)
		return ret;
	ret = foo_map(bo, vma);
	foo_bo_put(bo);
	return ret;
}
static const struct file_operations called_fops = { .mmap = called_mmap };

static int around_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct drm_device *dev = dev_of(file);
	struct drm_vma_offset_node *node;
	struct drm_gem_object *obj = NULL;

	drm_vma_offset_lock_lookup(dev->vma_offset_manager);
	node = drm_vma_offset_exact_lookup_locked(dev->vma_offset_manager, vma->vm_pgoff, vma_pages(vma));
	if (node)
		obj = container_of(node, struct drm_gem_object, vma_node);
	drm_vma_offset_unlock_lookup(dev->vma_offset_manager);
	if (!obj)
		return -EINVAL;
	drm_gem_object_get(obj);
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: around_mmap() takes its first reference to obj after
 * drm_vma_offset_unlock_lookup() has given back the lock under which it was found: another task may have put the last
 * one by then, and the object is freed; take the reference before
 */
	return foo_map_object(obj, vma);
}
static const struct file_operations around_fops = { .mmap = around_mmap };
