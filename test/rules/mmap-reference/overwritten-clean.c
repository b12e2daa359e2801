/* release: 6.1 6.12 */
/* The table of the front comes first, where one is there it stays, or it is kept. */
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
	vma->vm_ops = &front_vm_ops;
	ret = context->device->ops.mmap(context, vma);
	mutex_unlock(&front->lock);
	return ret;
}
static const struct file_operations front_fops = { .mmap = front_mmap };

static int asking_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct front_file *front = file->private_data;
	struct ib_ucontext *context = front->context;
	int ret = context->device->ops.mmap(context, vma);

	if (!ret && !vma->vm_ops)
		vma->vm_ops = &front_vm_ops;
	return ret;
}
static const struct file_operations asking_fops = { .mmap = asking_mmap };

static int keeping_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct front_file *front = file->private_data;
	struct ib_ucontext *context = front->context;
	int ret = context->device->ops.mmap(context, vma);

	if (ret)
		return ret;
	front->under = vma->vm_ops;
	vma->vm_ops = &front_vm_ops;
	return 0;
}
static const struct file_operations keeping_fops = { .mmap = keeping_mmap };
/* expect: none */
