/* release: 6.12 6.1 */
/* The offset is bounded, and then forgotten. */
static int buf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;
	unsigned long count = buf->size >> PAGE_SHIFT;

	if (vma->vm_pgoff >= count || vma_pages(vma) > count - vma->vm_pgoff)
		return -ENXIO;
	return vm_map_pages_zero(vma, buf->pages, count);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_map_pages_zero() maps from the first
 * page on, whatever vm_pgoff says, and buf_mmap() lets user space ask for a later one (vma->vm_pgoff >= count): it is
 * given other pages than it asked for; call vm_map_pages()
 */
}
static const struct file_operations buf_fops = { .mmap = buf_mmap };

static int copy_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;
	unsigned long first = vma->vm_pgoff;

	if (first > buf->count || vma_pages(vma) > buf->count - first)
		return -EINVAL;
	return vm_map_pages_zero(vma, buf->pages, buf->count);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_map_pages_zero() maps from the
 * first page on, whatever vm_pgoff says, and copy_mmap() lets user space ask for a later one (first > buf->count): it
 * is given other pages than it asked for; call vm_map_pages()
 */
}
static const struct file_operations copy_fops = { .mmap = copy_mmap };

/* Clean: the offset counts, only 0 is let through, it picks the buffer, or it was taken into account. */
static int used_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;

	if (vma->vm_pgoff >= buf->count || vma_pages(vma) > buf->count - vma->vm_pgoff)
		return -ENXIO;
	return vm_map_pages(vma, buf->pages, buf->count);
}
static const struct file_operations used_fops = { .mmap = used_mmap };

static int zero_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;

	if (vma->vm_pgoff != 0 || vma->vm_pgoff + vma_pages(vma) > buf->count)
		return -EINVAL;
	return vm_map_pages_zero(vma, buf->pages, buf->count);
}
static const struct file_operations zero_fops = { .mmap = zero_mmap };

static int cookie_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct set *set = file->private_data;
	struct buf *buf;

	if (vma->vm_pgoff >= set->buffers)
		return -EINVAL;
	buf = set->all[vma->vm_pgoff];
	return vm_map_pages_zero(vma, buf->pages, buf->count);
}
static const struct file_operations cookie_fops = { .mmap = cookie_mmap };

static int reset_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;

	if (vma->vm_pgoff < buf->cookie || vma->vm_pgoff - buf->cookie > buf->count)
		return -EINVAL;
	vma->vm_pgoff = 0;
	return vm_map_pages_zero(vma, buf->pages, buf->count);
}
static const struct file_operations reset_fops = { .mmap = reset_mmap };
