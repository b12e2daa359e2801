/* release: 5.10 */
/* Core puts the file here that mmap was called for, whatever is in the VMA. */
static int layered_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	int ret;

	vma->vm_file = get_file(layer->host);
	ret = call_mmap(vma->vm_file, vma);
	if (ret)
		fput(layer->host);
	else
		fput(file);
	return ret;
}
static const struct file_operations layered_fops = { .mmap = layered_mmap };
/* expect: none */
