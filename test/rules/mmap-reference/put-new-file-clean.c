/* release: 6.1 6.12 */
/* The file before goes: core puts the one that is there. */
static int layered_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	int ret;

	vma->vm_file = get_file(layer->host);
	ret = call_mmap(vma->vm_file, vma);
	if (ret)
		fput(file);
	else
		layer->under = file;
	return ret;
}
static const struct file_operations layered_fops = { .mmap = layered_mmap };

/* vma_set_file() sees to both. */
static int helped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;

	vma_set_file(vma, layer->host);
	return call_mmap(layer->host, vma);
}
static const struct file_operations helped_fops = { .mmap = helped_mmap };

/* It has a reference of its own to the file that it has made. */
static int made_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	struct file *anon = layer_open(layer);

	if (IS_ERR(anon))
		return PTR_ERR(anon);
	vma_set_file(vma, anon);
	fput(anon);
	return call_mmap(anon, vma);
}
static const struct file_operations made_fops = { .mmap = made_mmap };

/* The file before is back in the VMA. */
static int restored_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	int ret;

	vma->vm_file = get_file(layer->host);
	ret = call_mmap(vma->vm_file, vma);
	if (ret) {
		vma->vm_file = file;
		fput(layer->host);
		return ret;
	}
	fput(file);
	return 0;
}
static const struct file_operations restored_fops = { .mmap = restored_mmap };
/* expect: none */
