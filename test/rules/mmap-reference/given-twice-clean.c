/* release: 6.12 */
/* expect: none */
/* Where a callee gives back itself what was taken, its caller does not. */
struct jar {
	struct kref ref;
	struct device *dev;
	void *mem;
	dma_addr_t dma;
	size_t size;
};

static void jar_free(struct kref *ref)
{
	kfree(container_of(ref, struct jar, ref));
}

static void jar_open(struct vm_area_struct *vma)
{
	struct jar *jar = vma->vm_private_data;

	kref_get(&jar->ref);
}

static void jar_close(struct vm_area_struct *vma)
{
	struct jar *jar = vma->vm_private_data;

	kref_put(&jar->ref, jar_free);
}

static const struct vm_operations_struct jar_ops = { .open = jar_open, .close = jar_close };

static int jar_begin(struct jar *jar, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > jar->size)
		return -EINVAL;
	kref_get(&jar->ref);
	vma->vm_private_data = jar;
	vma->vm_ops = &jar_ops;
	return 0;
}

/* It gives back itself what was taken, where it fails. */
static int jar_map(struct jar *jar, struct vm_area_struct *vma)
{
	int err = dma_mmap_coherent(jar->dev, vma, jar->mem, jar->dma, vma->vm_end - vma->vm_start);

	if (err)
		jar_close(vma);
	return err;
}

static int once_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct jar *jar = file->private_data;
	int err = jar_begin(jar, vma);

	if (err)
		return err;
	return jar_map(jar, vma);
}
static const struct file_operations once_fops = { .mmap = once_mmap };

/* The caller has taken one of its own besides. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct jar *jar = file->private_data;
	int err;

	kref_get(&jar->ref);
	err = jar_begin(jar, vma);
	if (!err)
		err = jar_map(jar, vma);
	kref_put(&jar->ref, jar_free);
	return err;
}
static const struct file_operations own_fops = { .mmap = own_mmap };

/* What was looked up came with one. */
static int found_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct jar *jar = jar_lookup(file, vma->vm_pgoff);
	int err;

	if (!jar)
		return -ENOENT;
	err = jar_begin(jar, vma);
	if (!err)
		err = jar_map(jar, vma);
	kref_put(&jar->ref, jar_free);
	return err;
}
static const struct file_operations found_fops = { .mmap = found_mmap };

/* The caller gives back for a callee that does not. */
static int bowl_map(struct bowl *bowl, struct vm_area_struct *vma)
{
	vma->vm_pgoff = 0;
	return dma_mmap_wc(bowl->dev, vma, bowl->mem, bowl->dma, bowl->base.size);
}

static int bowl_mmap(struct file *file, struct vm_area_struct *vma)
{
	int err = drm_gem_mmap(file, vma);

	if (err)
		return err;
	err = bowl_map(to_bowl(vma->vm_private_data), vma);
	if (err)
		drm_gem_vm_close(vma);
	return err;
}
static const struct file_operations bowl_fops = { .mmap = bowl_mmap };

/* The callee does it, by way of another. */
static void plate_undo(struct vm_area_struct *vma)
{
	drm_gem_vm_close(vma);
}

static int plate_map(struct bowl *bowl, struct vm_area_struct *vma)
{
	int err;

	vma->vm_pgoff = 0;
	err = dma_mmap_wc(bowl->dev, vma, bowl->mem, bowl->dma, bowl->base.size);
	if (err)
		plate_undo(vma);
	return err;
}

static int plate_mmap(struct file *file, struct vm_area_struct *vma)
{
	int err = drm_gem_mmap(file, vma);

	if (err)
		return err;
	return plate_map(to_bowl(vma->vm_private_data), vma);
}
static const struct file_operations plate_fops = { .mmap = plate_mmap };
