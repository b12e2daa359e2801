/* release: 4.4 6.12 */
/* The reference that close puts is taken for copies alone. */
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

static int buf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;

	if (vma->vm_end - vma->vm_start > buf->size)
		return -EINVAL;
	vma->vm_ops = &buf_ops;
	vma->vm_private_data = buf;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: buf_mmap() takes nothing for the mapping, and close of
 * buf_ops gives something back (kref_put()): core calls open for copies alone, so munmap() drops a
 * reference that another user holds; do in mmap what open does (kref_get())
 */
	return 0;
}
static const struct file_operations buf_fops = { .mmap = buf_mmap };

/* A counter that open raises under a condition, reached by way of the file. */
static void ring_open(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_file->private_data;

	if (ring->shared)
		atomic_inc(&ring->shared->mapped);
}
static void ring_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_file->private_data;

	if (ring->shared)
		atomic_dec(&ring->shared->mapped);
}
static const struct vm_operations_struct ring_ops = { .open = ring_open, .close = ring_close };

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int i, err = -EINVAL;

	mutex_lock(&ring->lock);
	for (i = 0; i < ring->count; i++) {
		err = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, ring->pages[i]);
		if (err)
			goto out;
	}
	vma->vm_ops = &ring_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: ring_mmap() takes nothing for the mapping, and close of
 * ring_ops gives something back (atomic_dec()): core calls open for copies alone, so munmap() drops
 * a reference that another user holds; do in mmap what open does (atomic_inc())
 */
	err = 0;
out:
	mutex_unlock(&ring->lock);
	return err;
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* What a getter took is put again, and open is not called. */
static void map_get(struct map *map)
{
	if (map)
		kref_get(&map->refs);
}
static void map_put(struct map *map)
{
	if (map)
		kref_put(&map->refs, map_free);
}
static struct map *map_of_channel(struct channel *ch)
{
	struct map *map;

	spin_lock(&ch->lock);
	map = ch->map;
	map_get(map);
	spin_unlock(&ch->lock);
	return map;
}
static void map_open(struct vm_area_struct *vma)
{
	map_get(vma->vm_private_data);
}
static void map_close(struct vm_area_struct *vma)
{
	map_put(vma->vm_private_data);
}
static const struct vm_operations_struct map_ops = { .open = map_open, .close = map_close };

static int map_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct map *map = map_of_channel(file->private_data);
	int err = -EINVAL;

	if (!map)
		return -ENXIO;
	err = remap_vmalloc_range(vma, map->memory, 0);
	if (err == 0) {
		vma->vm_private_data = map;
		vma->vm_ops = &map_ops;
/*              ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: map_mmap() takes nothing for the mapping, and close of
 * map_ops gives something back (map_put()): core calls open for copies alone, so munmap() drops a
 * reference that another user holds; do in mmap what open does (map_get())
 */
	}
	map_put(map);
	return err;
}
static const struct file_operations map_fops = { .mmap = map_mmap };

/* The object says itself how it is put. */
static void area_open(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	refcount_inc(area->users);
}
static void area_close(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	area->put(area->owner);
}
static const struct vm_operations_struct area_ops = { .open = area_open, .close = area_close };

static int area_mmap(void *priv, struct vm_area_struct *vma)
{
	struct area *area = priv;

	vma->vm_private_data = area;
	vma->vm_ops = &area_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: area_mmap() takes nothing for the mapping, and close of
 * area_ops gives something back (area->put()): core calls open for copies alone, so munmap() drops
 * a reference that another user holds; do in mmap what open does (refcount_inc())
 */
	return 0;
}
static const struct vb2_mem_ops area_memops = { .mmap = area_mmap };

/* An error return past the put. */
static int obj_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct obj *obj = file->private_data;
	int err;

	drm_gem_object_get(&obj->base);
	if (obj->imported)
		return -ENXIO;
/*              ^^^^^^^^^^^^^^ warning[mmap-reference]: obj_mmap() fails here and keeps what drm_gem_object_get()
 * took, which another way out gives back (drm_gem_object_put()): give it back before this return
 */
	if (vma->vm_pgoff) {
		err = -EINVAL;
		goto err_put;
	}
	vma->vm_ops = &obj_ops;
	vma->vm_private_data = obj;
	return 0;

err_put:
	drm_gem_object_put(&obj->base);
	return err;
}
static const struct file_operations obj_fops = { .mmap = obj_mmap };

/* Nothing gives it back but close, which core does not call for a mapping that failed. */
static void node_open(struct vm_area_struct *vma)
{
	struct node *node = vma->vm_file->private_data;

	atomic_inc(&node->mmaps);
}
static void node_close(struct vm_area_struct *vma)
{
	struct node *node = vma->vm_file->private_data;

	atomic_dec(&node->mmaps);
}
static const struct vm_operations_struct node_ops = { .open = node_open, .close = node_close };

static int node_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct node *node = file->private_data;
	int err;

	atomic_inc(&node->mmaps);
	err = node_prepare(file);
	if (err == 0)
		vma->vm_ops = &node_ops;
	return err;
/*      ^^^^^^^^^^^ warning[mmap-reference]: node_mmap() fails here and keeps what atomic_inc() took, which close
 * gives back (atomic_dec()), and core does not call close after a failed mmap: give it back before this return
 */
}
static const struct file_operations node_fops = { .mmap = node_mmap };

/* Taken only where the counter is not blocked. */
static int pcm_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pcm *pcm = file->private_data;
	int err;

	if (!atomic_inc_unless_negative(&pcm->accessing))
		return -EBUSY;
	if (pcm->state == 0) {
		err = -EBADFD;
		goto out;
	}
	if (!pcm->can_map)
		return -ENXIO;
/*              ^^^^^^^^^^^^^^ warning[mmap-reference]: pcm_mmap() fails here and keeps what
 * atomic_inc_unless_negative() took, which another way out gives back (atomic_dec()): give it back before this return
 */
	vma->vm_ops = &obj_ops;
	err = remap_vmalloc_range(vma, pcm->memory, 0);
out:
	atomic_dec(&pcm->accessing);
	return err;
}
static const struct file_operations pcm_fops = { .mmap = pcm_mmap };

/* A map that was looked up: every error return gives back what mmap has not taken. */
static struct grant *grant_find(struct grants *grants, int index)
{
	struct grant *grant;

	list_for_each_entry(grant, &grants->all, node)
		if (grant->index == index)
			return grant;
	return NULL;
}
static void grant_put(struct grant *grant)
{
	if (refcount_dec_and_test(&grant->users))
		kfree(grant);
}
static void grant_open(struct vm_area_struct *vma)
{
	struct grant *grant = vma->vm_private_data;

	refcount_inc(&grant->users);
}
static void grant_close(struct vm_area_struct *vma)
{
	grant_put(vma->vm_private_data);
}
static const struct vm_operations_struct grant_ops = { .open = grant_open, .close = grant_close };

static int grant_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct grants *grants = file->private_data;
	struct grant *grant;
	int err;

	grant = grant_find(grants, vma->vm_pgoff);
	if (!grant)
		return -EINVAL;
	vma->vm_ops = &grant_ops;
	vma->vm_private_data = grant;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: grant_mmap() takes nothing for the mapping, and close of
 * grant_ops gives something back (refcount_dec_and_test()): core calls open for copies alone, so
 * munmap() drops a reference that another user holds; do in mmap what open does (refcount_inc())
 */
	err = grant_prepare(grants, vma->vm_start);
	if (err)
		goto out_put;
	return 0;

out_put:
	grant_put(grant);
	return err;
}
static const struct file_operations grant_fops = { .mmap = grant_mmap };
