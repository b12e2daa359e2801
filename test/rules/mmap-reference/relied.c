/* release: 5.10 6.12 */
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

/* Nothing is taken. */
int gem_map(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	vma->vm_ops = obj->funcs->vm_ops;
	ret = obj->funcs->mmap(obj, vma);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: gem_map() takes no reference to the object for the
 * mapping, as obj->funcs->mmap() relies on its caller to do, and close gives one back: munmap() drops a reference
 * that another user holds; take one before the call, and give it back where that fails
 */
	if (ret)
		return ret;
	vma->vm_private_data = obj;
	return 0;
}

/* It stays where that fails. */
int gem_keep(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	vma->vm_ops = obj->funcs->vm_ops;
	drm_gem_object_get(obj);
	ret = obj->funcs->mmap(obj, vma);
	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[mmap-reference]: gem_keep() fails here and keeps what drm_gem_object_get() took
 * for obj->funcs->mmap(): core does not call close after a failed mmap, and the object is never freed; give it back
 * before this return
 */
	vma->vm_private_data = obj;
	return 0;
}

/* And is given back whether it fails or not. */
int gem_drop(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	vma->vm_ops = obj->funcs->vm_ops;
	drm_gem_object_get(obj);
	ret = obj->funcs->mmap(obj, vma);
	if (ret)
		goto out;
	vma->vm_private_data = obj;
out:
	drm_gem_object_put(obj);
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: gem_drop() gives back (drm_gem_object_put()) what
 * obj->funcs->mmap() relies on its caller to keep for the mapping, though that succeeds: close gives it back again,
 * and the object is freed while others hold it; give it back only on failure
 */
	return ret;
}

/* Another way out gives it back: one return keeps it, which is said once. */
int gem_once(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	int ret;

	vma->vm_ops = obj->funcs->vm_ops;
	drm_gem_object_get(obj);
	if (obj->funcs->mmap) {
		ret = obj->funcs->mmap(obj, vma);
		if (ret)
			return ret;
/*                      ^^^^^^^^^^^ warning[mmap-reference]: gem_once() fails here and keeps what drm_gem_object_get()
 * took, which another way out gives back (drm_gem_object_put()): give it back before this return
 */
	} else if (!vma->vm_ops) {
		ret = -EINVAL;
		goto put;
	}
	vma->vm_private_data = obj;
	return 0;
put:
	drm_gem_object_put(obj);
	return ret;
}
