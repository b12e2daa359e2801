/* release: 4.4 6.12 */
struct slab { struct kref ref; atomic_t mapped; long left; unsigned long size; const struct slab_ops *ops; };
struct slabs { spinlock_t lock; struct idr all; };

static void slab_free(struct kref *ref)
{
	kfree(container_of(ref, struct slab, ref));
}
static struct slab *slab_get(struct slabs *slabs, unsigned long id)
{
	struct slab *slab;

	spin_lock(&slabs->lock);
	slab = idr_find(&slabs->all, id);
	if (slab)
		kref_get(&slab->ref);
	spin_unlock(&slabs->lock);
	return slab;
}
static void slab_put(struct slab *slab)
{
	kref_put(&slab->ref, slab_free);
}
static void slab_close(struct vm_area_struct *vma)
{
	struct slab *slab = vma->vm_private_data;
	long left = slab->left - (vma->vm_end - vma->vm_start);

	if (left > 0) {
		slab->left = left;
		return;
	}
	slab_put(slab);
	vma->vm_private_data = NULL;
}
static const struct vm_operations_struct slab_vm_ops = { .close = slab_close };

/* The error path is for all. */
static int slab_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = slab_get(file->private_data, vma->vm_pgoff);
	int ret;

	if (!slab)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start != slab->size) {
		ret = -EINVAL;
		goto put;
	}
	vma->vm_ops = &slab_vm_ops;
	vma->vm_private_data = slab;
	ret = slab->ops->map(slab, vma->vm_start);
	if (ret)
		goto put;
	slab->left = slab->size;
	ret = 0;
put:
	slab_put(slab);
/*      ^^^^^^^^^^^^^^ warning[mmap-reference]: slab_mmap() succeeds and gives back (slab_put()) what it took for the
 * object that it stores in the VMA, and close of slab_vm_ops gives that back once more (kref_put()): the object is
 * freed while others hold it; give it back only where the mapping fails
 */
	return ret;
}
static const struct file_operations slab_fops = { .mmap = slab_mmap };

/* The caller of the mapping does it. */
static int part_map(struct slab *slab, struct vm_area_struct *vma)
{
	vma->vm_ops = &slab_vm_ops;
	vma->vm_private_data = slab;
	slab->left = slab->size;
	return remap_pfn_range(vma, vma->vm_start, 0, slab->size, vma->vm_page_prot);
}
static int part_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = slab_get(file->private_data, vma->vm_pgoff);
	int ret;

	if (!slab)
		return -EINVAL;
	ret = part_map(slab, vma);
	slab_put(slab);
/*      ^^^^^^^^^^^^^^ warning[mmap-reference]: part_mmap() succeeds and gives back (slab_put()) what it took for the
 * object that it stores in the VMA, and close of slab_vm_ops gives that back once more (kref_put()): the object is
 * freed while others hold it; give it back only where the mapping fails
 */
	return ret;
}
static const struct file_operations part_fops = { .mmap = part_mmap };

/* What was handed in, by its counter. */
static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;

	kref_get(&slab->ref);
	if (atomic_cmpxchg(&slab->mapped, 0, 1)) {
		kref_put(&slab->ref, slab_free);
		return -EBUSY;
	}
	vma->vm_private_data = slab;
	vma->vm_ops = &slab_vm_ops;
	slab->left = vma->vm_end - vma->vm_start;
	kref_put(&slab->ref, slab_free);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: held_mmap() succeeds and gives back (kref_put()) what
 * it took for the object that it stores in the VMA, and close of slab_vm_ops gives that back once more (kref_put()):
 * the object is freed while others hold it; give it back only where the mapping fails
 */
	return 0;
}
static const struct file_operations held_fops = { .mmap = held_mmap };

/* What was made here has one user. */
static int made_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = kzalloc(sizeof(*slab), GFP_KERNEL);
	int ret;

	if (!slab)
		return -ENOMEM;
	kref_init(&slab->ref);
	slab->size = vma->vm_end - vma->vm_start;
	slab->left = slab->size;
	vma->vm_private_data = slab;
	vma->vm_ops = &slab_vm_ops;
	ret = remap_pfn_range(vma, vma->vm_start, 0, slab->size, vma->vm_page_prot);
	slab_put(slab);
/*      ^^^^^^^^^^^^^^ warning[mmap-reference]: made_mmap() succeeds and gives back (slab_put()) what it took for the
 * object that it stores in the VMA, and close of slab_vm_ops gives that back once more (kref_put()): the object is
 * freed while others hold it; give it back only where the mapping fails
 */
	return ret;
}
static const struct file_operations made_fops = { .mmap = made_mmap };
