/* release: 6.12 */
/* The count of an object that was there before. */
static inline struct region *region_get(struct region *rg)
{
	down_read_nested(&rg->lock, rg->id);
	atomic_inc(&rg->lock_count);
	return rg;
}
static inline void region_put(struct region *rg)
{
	atomic_dec(&rg->lock_count);
	up_read(&rg->lock);
}
static void rg_open(struct vm_area_struct *vma)
{
	struct region *rg = vma->vm_private_data;

	region_get(rg);
	atomic_inc(&rg->map_count);
	region_put(rg);
}
static void rg_close(struct vm_area_struct *vma)
{
	struct region *rg = vma->vm_private_data;

	region_get(rg);
	atomic_dec(&rg->map_count);
	region_put(rg);
}
static const struct vm_operations_struct rg_ops = { .open = rg_open, .close = rg_close };
static int rg_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	struct foo *foo = info->par;
	struct region *rg;
	int r;

	rg = region_get(foo->region);
	vma->vm_ops = &rg_ops;
	vma->vm_private_data = rg;
	atomic_inc(&rg->map_count);
	r = dma_mmap_coherent(foo->dev, vma, rg->cpu, rg->dma, rg->len);
	if (r)
		goto error;
	atomic_inc(&rg->map_count);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: rg_mmap() counts the mapping twice in map_count
 * (atomic_inc()), and close counts it down once (atomic_dec()): the count never comes to 0, and what waits for that
 * never happens; count it once
 */
	region_put(rg);
	return 0;
error:
	atomic_dec(&rg->map_count);
	region_put(rg);
	return r;
}
static const struct fb_ops rg_fops = { .fb_mmap = rg_mmap };

/* What open does done as well. */
static void win_open(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	win->mapped++;
}
static void win_close(struct vm_area_struct *vma)
{
	struct win *win = vma->vm_private_data;

	win->mapped--;
}
static const struct vm_operations_struct win_ops = { .open = win_open, .close = win_close };
static int win_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;

	vma->vm_ops = &win_ops;
	vma->vm_private_data = win;
	win->mapped++;
	win_open(vma);
/*      ^^^^^^^^^^^^^ warning[mmap-reference]: win_mmap() counts the mapping twice in mapped (win_open()), and close
 * counts it down once (win->mapped--): the count never comes to 0, and what waits for that never happens; count it
 * once
 */
	return 0;
}
static const struct file_operations win_fops = { .mmap = win_mmap };
