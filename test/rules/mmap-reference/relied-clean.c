/* release: 5.10 6.12 */
/* expect: none */
static void gem_vm_open(struct vm_area_struct *vma)
{
	drm_gem_object_get(vma->vm_private_data);
}
static void gem_vm_close(struct vm_area_struct *vma)
{
	drm_gem_object_put(vma->vm_private_data);
}
static const struct vm_operations_struct gem_vm_ops = { .open = gem_vm_open, .close = gem_vm_close };
static int gem_funcs_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vma->vm_page_prot = pgprot_writecombine(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, obj->size >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
}
const struct drm_gem_object_funcs gem_funcs = { .vm_ops = &gem_vm_ops, .mmap = gem_funcs_mmap };

int gem_map(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	vma->vm_ops = obj->funcs->vm_ops;
	drm_gem_object_get(obj);
	ret = obj->funcs->mmap(obj, vma);
	if (ret)
		goto out;
	vma->vm_private_data = obj;
	return 0;
out:
	drm_gem_object_put(obj);
	return ret;
}

/* Once the mapping is there. */
int gem_after(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	vma->vm_ops = obj->funcs->vm_ops;
	vma->vm_private_data = obj;
	ret = obj->funcs->mmap(obj, vma);
	if (!ret)
		drm_gem_object_get(obj);
	return ret;
}

/* By the counter of the object. */
int gem_found(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	if (!kref_get_unless_zero(&obj->refcount))
		return -ENOENT;
	vma->vm_ops = obj->funcs->vm_ops;
	vma->vm_private_data = obj;
	ret = obj->funcs->mmap(obj, vma);
	if (ret)
		drm_gem_object_put(obj);
	return ret;
}

/* Its caller holds it. */
static int gem_inner(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vma->vm_ops = obj->funcs->vm_ops;
	vma->vm_private_data = obj;
	return obj->funcs->mmap(obj, vma);
}
int gem_outer(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	drm_gem_object_get(obj);
	ret = gem_inner(obj, vma);
	if (ret)
		drm_gem_object_put(obj);
	return ret;
}
