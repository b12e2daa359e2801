/* release: 6.12 */
/* The file of the VMA is dropped, and on some way none takes its place. */
static int foo_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo *foo = to_foo(obj);
	int ret;

	ret = obj->filp->f_op->mmap(obj->filp, vma);
	if (ret)
		return ret;
	fput(vma->vm_file);
/*      ^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: foo_mmap() gives back the reference that the VMA has to its file,
 * and leaves that file in vma->vm_file: core drops it once more when the VMA goes, so the file is freed while others
 * use it; drop it only where another file takes its place
 */
	if (foo->dmabuf)
		vma->vm_file = get_file(foo->dmabuf->file);
	else if (obj->dma_buf)
		vma->vm_file = get_file(obj->dma_buf->file);
	return 0;
}
static const struct drm_gem_object_funcs foo_funcs = { .mmap = foo_mmap };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	fput(vma->vm_file);
/*      ^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: bar_mmap() gives back the reference that the VMA has to its file,
 * and leaves that file in vma->vm_file: core drops it once more when the VMA goes, so the file is freed while others
 * use it; drop it only where another file takes its place
 */
	if (foo->file)
		vma->vm_file = get_file(foo->file);
	return call_mmap(vma->vm_file, vma);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!foo->file)
		return -ENODEV;
	fput(vma->vm_file);
	vma->vm_file = get_file(foo->file);
	return 0;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };
