/* release: 6.12 6.1 */
/* What the mmap of another file installs looks into vm_file for a file of its own. */
static int plain_mmap(struct dma_buf *dma_buf, struct vm_area_struct *vma)
{
	struct foo *foo = dma_buf->priv;

	if (!foo->base.filp)
		return -ENODEV;
	return call_mmap(foo->base.filp, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: plain_mmap() has another file map the VMA and
 * leaves its own in vma->vm_file: the handlers that the other installs take that for a file of theirs, and look into
 * what it is not; call vma_set_file() with the other
 */
}
static const struct dma_buf_ops plain_ops = { .mmap = plain_mmap };

static int through_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct file *lower = foo->lower;
	int ret;

	ret = lower->f_op->mmap(lower, vma);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: through_mmap() has another file map the VMA and
 * leaves its own in vma->vm_file: the handlers that the other installs take that for a file of theirs, and look into
 * what it is not; call vma_set_file() with the other
 */
	if (ret)
		return ret;
	foo->is_mapped = true;
	return 0;
}
static const struct file_operations through_fops = { .mmap = through_mmap };

static int one_way_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (foo->is_own)
		return foo_map(foo, vma);
	vma->vm_pgoff += foo->first;
	return call_mmap(foo->lower, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: one_way_mmap() has another file map the VMA and
 * leaves its own in vma->vm_file: the handlers that the other installs take that for a file of theirs, and look into
 * what it is not; call vma_set_file() with the other
 */
}
static const struct file_operations one_way_fops = { .mmap = one_way_mmap };
