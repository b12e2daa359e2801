/* release: 6.1 6.12 */
/* file: drivers/gpu/drm/foo_helper.c */
static void foo_pages_put(struct foo_gem *foo)
{
	foo->pages_used--;
}
static void foo_vm_open(struct vm_area_struct *vma)
{
	struct foo_gem *foo = to_foo(vma->vm_private_data);

	mutex_lock(&foo->lock);
	foo->pages_used++;
	mutex_unlock(&foo->lock);
	drm_gem_vm_open(vma);
}
/* The object has given its last reference away before its pages are. */
static void foo_vm_close(struct vm_area_struct *vma)
{
	struct foo_gem *foo = to_foo(vma->vm_private_data);

	drm_gem_vm_close(vma);

	mutex_lock(&foo->lock);
/*                  ^^^^^^^^^ warning[use-after-put]: close handler foo_vm_close() uses foo->lock after
 * drm_gem_vm_close() may have dropped its last reference: the memory may belong to another user; read what is needed
 * first, and make the put the last step
 */
	foo_pages_put(foo);
	mutex_unlock(&foo->lock);
}
const struct vm_operations_struct foo_vm_ops = { .open = foo_vm_open, .close = foo_vm_close };

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
