/* release: 6.12 6.1 */
/* The VMA gets the other file as well, or a table that wraps what the other has installed. */
static int behind_mmap(struct dma_buf *dma_buf, struct vm_area_struct *vma)
{
	struct foo *foo = dma_buf->priv;
	int ret;

	ret = call_mmap(foo->base.filp, vma);
	if (ret)
		return ret;
	vma_set_file(vma, foo->base.filp);
	return 0;
}
static const struct dma_buf_ops behind_ops = { .mmap = behind_mmap };

static int before_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma_set_file(vma, foo->lower);
	return call_mmap(vma->vm_file, vma);
}
static const struct file_operations before_fops = { .mmap = before_mmap };

static int wrapped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret;

	ret = call_mmap(foo->lower, vma);
	if (ret)
		return ret;
	foo->vm_ops = vma->vm_ops;
	vma->vm_ops = &foo_vm_ops;
	return 0;
}
static const struct file_operations wrapped_fops = { .mmap = wrapped_mmap };

static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	const struct file_operations *real = fops_get(foo_ops_of(file));

	replace_fops(file, real);
	return file->f_op->mmap(file, vma);
}
static const struct file_operations own_fops = { .mmap = own_mmap };
/* expect: none */
