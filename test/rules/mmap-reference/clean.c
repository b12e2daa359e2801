/* expect: none */
/* release: 4.4 6.12 */
static void buf_open(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	kref_get(&buf->ref);
}
static void buf_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	kref_put(&buf->ref, buf_free);
}
static const struct vm_operations_struct buf_ops = { .open = buf_open, .close = buf_close };

/* Taken by hand, by a call of open, by one through the table. */
static int buf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;

	kref_get(&buf->ref);
	vma->vm_ops = &buf_ops;
	vma->vm_private_data = buf;
	return 0;
}
static int buf_mmap_open(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &buf_ops;
	vma->vm_private_data = file->private_data;
	buf_open(vma);
	return 0;
}
static int buf_mmap_table(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &buf_ops;
	vma->vm_private_data = file->private_data;
	vma->vm_ops->open(vma);
	return 0;
}
/* The first reference of an object of its own, or one that a lookup took. */
static int buf_mmap_new(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = kzalloc(sizeof(*buf), GFP_KERNEL);

	if (!buf)
		return -ENOMEM;
	kref_init(&buf->ref);
	vma->vm_ops = &buf_ops;
	vma->vm_private_data = buf;
	return 0;
}
static int buf_mmap_found(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = buf_lookup(file, vma->vm_pgoff);

	if (!buf)
		return -ENOENT;
	vma->vm_ops = &buf_ops;
	vma->vm_private_data = buf;
	return 0;
}
/* Something out of sight is handed the VMA, and may take it. */
static int buf_mmap_handed(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &buf_ops;
	vma->vm_private_data = file->private_data;
	return buf_attach(vma);
}
static const struct file_operations buf_fops = { .mmap = buf_mmap };
static const struct file_operations buf_open_fops = { .mmap = buf_mmap_open };
static const struct file_operations buf_table_fops = { .mmap = buf_mmap_table };
static const struct file_operations buf_new_fops = { .mmap = buf_mmap_new };
static const struct file_operations buf_found_fops = { .mmap = buf_mmap_found };
static const struct file_operations buf_handed_fops = { .mmap = buf_mmap_handed };

/* drm_gem_mmap_obj() takes the reference before it calls this. */
static const struct vm_operations_struct gem_ops = { .open = drm_gem_vm_open, .close = drm_gem_vm_close };
static void drm_gem_vm_open(struct vm_area_struct *vma)
{
	struct drm_gem_object *obj = vma->vm_private_data;

	drm_gem_object_get(obj);
}
static void drm_gem_vm_close(struct vm_area_struct *vma)
{
	struct drm_gem_object *obj = vma->vm_private_data;

	drm_gem_object_put(obj);
}
static int gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vma->vm_private_data = obj;
	return dma_mmap_coherent(obj->dev->dev, vma, obj->vaddr, obj->paddr, obj->size);
}
static const struct drm_gem_object_funcs gem_funcs = { .mmap = gem_mmap, .vm_ops = &gem_ops };

/* A counter that the first mapping sets. */
static void node_open(struct vm_area_struct *vma)
{
	struct node *node = vma->vm_file->private_data;

	atomic_inc(&node->mmaps);
}
static void node_close(struct vm_area_struct *vma)
{
	struct node *node = vma->vm_file->private_data;

	if (atomic_add_unless(&node->mmaps, -1, 1))
		return;
	if (atomic_dec_and_test(&node->mmaps))
		wake_up(&node->queue);
}
static const struct vm_operations_struct node_ops = { .open = node_open, .close = node_close };

static int node_mmap_set(struct file *file, struct vm_area_struct *vma)
{
	struct node *node = file->private_data;

	atomic_set(&node->mmaps, 1);
	vma->vm_ops = &node_ops;
	return 0;
}
static const struct file_operations node_set_fops = { .mmap = node_mmap_set };

/* Given back where it fails, by hand or by something that ends it all. */
static int node_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct node *node = file->private_data;
	int err;

	atomic_inc(&node->mmaps);
	err = node_prepare(file);
	if (err == 0)
		vma->vm_ops = &node_ops;
	else if (!atomic_add_unless(&node->mmaps, -1, 1))
		atomic_dec(&node->mmaps);
	return err;
}
static int node_mmap_end(struct file *file, struct vm_area_struct *vma)
{
	struct node *node = file->private_data;
	int err;

	atomic_inc(&node->mmaps);
	err = node_prepare(file);
	if (err) {
		node_destroy(node);
		return err;
	}
	vma->vm_ops = &node_ops;
	return 0;
}
static const struct file_operations node_fops = { .mmap = node_mmap };
static const struct file_operations node_end_fops = { .mmap = node_mmap_end };

static int pcm_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct node *pcm = file->private_data;
	int err;

	if (!atomic_inc_unless_negative(&pcm->accessing))
		return -EBUSY;
	if (!pcm->can_map) {
		err = -ENXIO;
		goto out;
	}
	vma->vm_ops = &node_ops;
	atomic_inc(&pcm->mmaps);
	err = 0;
out:
	atomic_dec(&pcm->accessing);
	return err;
}
static const struct file_operations pcm_fops = { .mmap = pcm_mmap };
