/* release: 6.12 */
/* What maps for a driver may refuse: the object is not there, or smaller. */
static int foo_gem_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_gem *gem;

	drm_gem_mmap(file, vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: foo_gem_mmap() drops the result of drm_gem_mmap():
 * when it fails nothing is mapped, and the caller is told that all is well; check it and return the error
 */
	gem = vma->vm_private_data;
	vma->vm_page_prot = gem->prot;
	return 0;
}

static int bar_gem_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo_gem *gem;
	int ret;

	ret = drm_gem_mmap(file, vma);
	if (ret)
		return ret;
	gem = vma->vm_private_data;
	vma->vm_page_prot = gem->prot;
	return 0;
}

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	dma_mmap_coherent(ring->dev, vma, ring->cpu, ring->dma, ring->size);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]:
 * ring_mmap() drops the result of dma_mmap_coherent(): when it fails there is no entry, and the caller is told that
 * all is well; check it and return the error
 */
	return 0;
}

static int clean_ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	return dma_mmap_coherent(ring->dev, vma, ring->cpu, ring->dma, ring->size);
}

static const struct file_operations foo_fops = { .mmap = foo_gem_mmap };
static const struct file_operations bar_fops = { .mmap = bar_gem_mmap };
static const struct file_operations ring_fops = { .mmap = ring_mmap };
static const struct file_operations clean_fops = { .mmap = clean_ring_mmap };
