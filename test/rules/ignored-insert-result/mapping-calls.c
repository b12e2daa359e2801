/* release: 6.12 4.14 */
/* What maps a buffer as a whole says in its result whether it did. */
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int ret;

	ret = dma_mmap_coherent(ring->dev, vma, ring->cpu, ring->dma, ring->bytes);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]:
 * ring_mmap() never reads the result of dma_mmap_coherent(): when it fails there is no entry, and the caller is told
 * that all is well; check it and return the error
 */
	return 0;
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

static int common_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int ret = -1;

	ret = dma_common_mmap(ring->dev, vma, ring->cpu, ring->dma, ring->bytes, 0);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]:
 * common_mmap() never reads the result of dma_common_mmap(): when it fails there is no entry, and the caller is told
 * that all is well; check it and return the error
 */

	return 0;
}
static const struct file_operations common_fops = { .mmap = common_mmap };

static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	dma_common_mmap(ring->dev, vma, ring->cpu, ring->dma, ring->bytes, 0);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]:
 * plain_mmap() drops the result of dma_common_mmap(): when it fails there is no entry, and the caller is told that
 * all is well; check it and return the error
 */
	return 0;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

static int twice_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int ret;

	ret = vm_iomap_memory(vma, ring->dma, ring->bytes);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: twice_mmap() loses the
 * result of vm_iomap_memory(): when it fails there is no entry, and the caller is told that all is well; check it and
 * return the error
 */
	ret = ring_start(ring);
	return ret;
}
static const struct file_operations twice_fops = { .mmap = twice_mmap };

static int passed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int ret;

	ret = dma_buf_mmap(ring->buf, vma, 0);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: passed_mmap() never reads the result of
 * dma_buf_mmap(): when it fails nothing is mapped, and the caller is told that all is well; check it and return the
 * error
 */
	return 0;
}
static const struct file_operations passed_fops = { .mmap = passed_mmap };

static int right_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int ret;

	ret = dma_common_mmap(ring->dev, vma, ring->cpu, ring->dma, ring->bytes, 0);
	if (ret)
		return ret;
	ret = ring_start(ring);
	return ret;
}
static const struct file_operations right_fops = { .mmap = right_mmap };

static int shown_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int ret = dma_mmap_wc(ring->dev, vma, ring->cpu, ring->dma, ring->bytes);

	return ret < 0 ? ret : 0;
}
static const struct file_operations shown_fops = { .mmap = shown_mmap };
