/* release: 6.1 6.12 */
/* expect: none */
/* What open takes through a function of another file, close gives back by itself. */
/* file: drivers/gpu/drm/foo_helper.c */
static void foo_vm_open(struct vm_area_struct *vma)
{
	struct foo_gem *foo = to_foo(vma->vm_private_data);

	mutex_lock(&foo->lock);
	foo->pages_used++;
	mutex_unlock(&foo->lock);
	drm_gem_vm_open(vma);
}
static void foo_vm_close(struct vm_area_struct *vma)
{
	struct drm_gem_object *obj = vma->vm_private_data;
	struct foo_gem *foo = to_foo(obj);

	mutex_lock(&foo->lock);
	foo->pages_used--;
	mutex_unlock(&foo->lock);
	drm_gem_object_put(obj);
}
const struct vm_operations_struct foo_vm_ops = { .open = foo_vm_open, .close = foo_vm_close };

int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_gem *foo = file->private_data;

	foo->pages_used++;
	drm_gem_object_get(&foo->base);
	vma->vm_private_data = &foo->base;
	vma->vm_ops = &foo_vm_ops;
	return 0;
}

/* file: drivers/gpu/drm/drm_gem.c */
void drm_gem_vm_open(struct vm_area_struct *vma)
{
	struct drm_gem_object *obj = vma->vm_private_data;

	drm_gem_object_get(obj);
}
void drm_gem_vm_close(struct vm_area_struct *vma)
{
	struct drm_gem_object *obj = vma->vm_private_data;

	drm_gem_object_put(obj);
}
