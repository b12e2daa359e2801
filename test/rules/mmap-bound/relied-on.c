/* release: 6.12 6.1 */
/* Functions of a subsystem's struct rely on it for the bounds: the offset is left out. */
static int share_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dma_buf *buf = file->private_data;

	if (!buf->ops->mmap)
		return -EINVAL;
	if (vma_pages(vma) > buf->size >> PAGE_SHIFT)
		return -EINVAL;
	return buf->ops->mmap(buf, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: buf->ops->mmap() is handed an offset that is never
 * bounds-checked, and functions behind dma_buf_ops.mmap rely on their caller for that: user space maps
 * what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations share_fops = { .mmap = share_mmap };

/* Nothing is compared. */
static int lend_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dma_buf *buf = file->private_data;

	if (!buf->ops->mmap)
		return -EINVAL;
	return buf->ops->mmap(buf, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: buf->ops->mmap() is handed an offset that is never
 * bounds-checked, and functions behind dma_buf_ops.mmap rely on their caller for that: user space maps
 * what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations lend_fops = { .mmap = lend_mmap };

/* Both together are. */
static int give_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dma_buf *buf = file->private_data;

	if (!buf->ops->mmap)
		return -EINVAL;
	if (vma->vm_pgoff + vma_pages(vma) > buf->size >> PAGE_SHIFT)
		return -EINVAL;
	return buf->ops->mmap(buf, vma);
}
static const struct file_operations give_fops = { .mmap = give_mmap };

/* A part that several hand their mapping on to is where the test is missing. */
static int loan_buf(struct dma_buf *buf, struct vm_area_struct *vma)
{
	if (!buf->ops->mmap)
		return -EINVAL;
	return buf->ops->mmap(buf, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: buf->ops->mmap() is handed an offset that is never
 * bounds-checked, and functions behind dma_buf_ops.mmap rely on their caller for that: user space maps what lies past
 * the object; return -EINVAL where it is too large
 */
}

static int loan_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dma_buf *buf = file->private_data;

	return loan_buf(buf, vma);
}
static const struct file_operations loan_fops = { .mmap = loan_mmap };

static int again_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dma_buf *buf = file->private_data;

	return loan_buf(buf, vma);
}
static const struct file_operations again_fops = { .mmap = again_mmap };

/* Who hands it on may have compared. */
static int safe_buf(struct dma_buf *buf, struct vm_area_struct *vma)
{
	return buf->ops->mmap(buf, vma);
}

static int safe_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dma_buf *buf = file->private_data;

	if (vma->vm_pgoff + vma_pages(vma) > buf->size >> PAGE_SHIFT)
		return -EINVAL;
	return safe_buf(buf, vma);
}
static const struct file_operations safe_fops = { .mmap = safe_mmap };

/* What the length leaves wraps where the mapping is longer than the buffer. */
static int tape_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tape *tape = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;

	if (offset > tape->bytes - size)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size less the length wraps where the length is
 * larger: a long mapping passes, and user space maps what lies past the object; compare the length
 * with the size first
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (tape->start + offset) >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}
static const struct file_operations tape_fops = { .mmap = tape_mmap };

/* Not where the length was compared before. */
static int reel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tape *tape = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;

	if (size > tape->bytes || offset > tape->bytes - size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (tape->start + offset) >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}
static const struct file_operations reel_fops = { .mmap = reel_mmap };
