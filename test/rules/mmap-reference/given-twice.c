/* release: 6.12 */
/* A callee has given back on its error path what its caller gives back again. */
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

static int twice_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct jar *jar = file->private_data;
	int err = jar_begin(jar, vma);

	if (err)
		return err;
	err = jar_map(jar, vma);
	if (err)
		jar_close(vma);
/*              ^^^^^^^^^^^^^^ warning[mmap-reference]: twice_mmap() gives back (jar_close()) what kref_get() took for
 * the mapping, and kref_put() has given that back already: the object is freed while others hold it; leave one of the
 * two out
 */
	return err;
}
static const struct file_operations twice_fops = { .mmap = twice_mmap };

/* The same of what a function of the subsystem has taken. */
static int bowl_map(struct bowl *bowl, struct vm_area_struct *vma)
{
	int err;

	vma->vm_pgoff = 0;
	err = dma_mmap_wc(bowl->dev, vma, bowl->mem, bowl->dma, bowl->base.size);
	if (err)
		drm_gem_object_put(vma->vm_private_data);
	return err;
}

static int bowl_mmap(struct file *file, struct vm_area_struct *vma)
{
	int err = drm_gem_mmap(file, vma);

	if (err)
		return err;
	err = bowl_map(to_bowl(vma->vm_private_data), vma);
	if (err)
		drm_gem_object_put(vma->vm_private_data);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: bowl_mmap() gives back
 * (drm_gem_object_put()) what drm_gem_mmap() took for the mapping, and drm_gem_object_put() has given that back
 * already: the object is freed while others hold it; leave one of the two out
 */
	return err;
}
static const struct file_operations bowl_fops = { .mmap = bowl_mmap };

/* Nobody gives it back. */
static int plate_map(struct bowl *bowl, struct vm_area_struct *vma)
{
	vma->vm_pgoff = 0;
	return dma_mmap_wc(bowl->dev, vma, bowl->mem, bowl->dma, bowl->base.size);
}

static int plate_mmap(struct file *file, struct vm_area_struct *vma)
{
	int err = drm_gem_mmap(file, vma);

	if (err)
		return err;
	return plate_map(to_bowl(vma->vm_private_data), vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: plate_mmap() fails here and
 * keeps the reference that drm_gem_mmap() took for the mapping: core does not call close after a failed mmap, so the
 * object is never freed; call drm_gem_vm_close() before this return
 */
}
static const struct file_operations plate_fops = { .mmap = plate_mmap };
