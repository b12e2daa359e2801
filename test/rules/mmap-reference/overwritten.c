/* release: 6.1 6.12 */
/* The table of a front goes over that of the driver which it calls. */
static void drv_vm_open(struct vm_area_struct *vma)
{
	struct drv_map *map = vma->vm_private_data;

	kref_get(&map->ref);
}
static void drv_vm_close(struct vm_area_struct *vma)
{
	struct drv_map *map = vma->vm_private_data;

	kref_put(&map->ref, drv_map_free);
}
static const struct vm_operations_struct drv_vm_ops = { .open = drv_vm_open, .close = drv_vm_close };
static int drv_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct drv_map *map = drv_map_get(context, vma->vm_pgoff);

	if (!map)
		return -EINVAL;
	vma->vm_ops = &drv_vm_ops;
	vma->vm_private_data = map;
	return 0;
}
static const struct ib_device_ops drv_dev_ops = { .mmap = drv_mmap };

static void front_vm_close(struct vm_area_struct *vma)
{
	struct front_priv *priv = vma->vm_private_data;

	if (!priv)
		return;
	list_del(&priv->list);
	kfree(priv);
	vma->vm_private_data = NULL;
}
static void front_vm_open(struct vm_area_struct *vma)
{
	vma->vm_private_data = NULL;
}
static const struct vm_operations_struct front_vm_ops = { .open = front_vm_open, .close = front_vm_close };
static int front_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct front_file *front = file->private_data;
	struct ib_ucontext *context = front->context;
	int ret;

	mutex_lock(&front->lock);
	ret = context->device->ops.mmap(context, vma);
	if (!ret)
		vma->vm_ops = &front_vm_ops;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: front_mmap() puts its table on the VMA after
 * context->device->ops.mmap(), and with that over the table which drv_mmap() has put there (drv_vm_ops): its close
 * never gives back what was taken for the mapping, and the handlers of the other table meet a vm_private_data that is
 * not theirs; set vm_ops before the call
 */
	mutex_unlock(&front->lock);
	return ret;
}
static const struct file_operations front_fops = { .mmap = front_mmap };
