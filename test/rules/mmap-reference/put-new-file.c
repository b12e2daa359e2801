/* release: 6.1 6.12 */
/* mmap fails: core puts the file that is in the VMA then. */
static int layered_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	struct file *host = layer->host;
	int ret;

	vma->vm_file = get_file(host);
	ret = call_mmap(vma->vm_file, vma);
	if (ret)
		fput(host);
/*              ^^^^^^^^^^ warning[mmap-reference]: layered_mmap() fails and gives back the reference to the file that
 * it has put into vma->vm_file: core drops the one that is there once more when mmap fails, so the file is freed
 * while others use it; leave that one to core, and give back what was taken beside it
 */
	else
		fput(file);
	return ret;
}
static const struct file_operations layered_fops = { .mmap = layered_mmap };

static int helped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	int ret;

	vma_set_file(vma, layer->host);
	ret = call_mmap(layer->host, vma);
	if (ret < 0)
		goto out;
	layer->mapped = true;
	return 0;
out:
	fput(layer->host);
/*      ^^^^^^^^^^^^^^^^^ warning[mmap-reference]: helped_mmap() fails and gives back the reference to the file that
 * it has put into vma->vm_file: core drops the one that is there once more when mmap fails, so the file is freed
 * while others use it; leave that one to core, and give back what was taken beside it
 */
	return ret;
}
static const struct file_operations helped_fops = { .mmap = helped_mmap };

static int of_vma_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	int ret;

	vma->vm_file = get_file(layer->host);
	ret = layer->host->f_op->mmap(layer->host, vma);
	if (ret) {
		fput(vma->vm_file);
/*              ^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: of_vma_mmap() fails and gives back the reference to the
 * file that it has put into vma->vm_file: core drops the one that is there once more when mmap fails, so the file is
 * freed while others use it; leave that one to core, and give back what was taken beside it
 */
		return ret;
	}
	fput(file);
	return 0;
}
static const struct file_operations of_vma_fops = { .mmap = of_vma_mmap };
