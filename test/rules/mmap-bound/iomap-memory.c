/* release: 6.12 */
/* vm_iomap_memory() holds the mapping against the length that it is handed: that of the mapping bounds nothing. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff)
		return -EINVAL;
	return vm_iomap_memory(vma, foo->phys, size);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length of what vm_iomap_memory() maps is
 * never bounds-checked: user space maps what lies past the object; return -EINVAL where it is too
 * large
 */
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size != foo->channels * foo->width)
		return -EINVAL;
	return vm_iomap_memory(vma, foo->phys, size);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	return vm_iomap_memory(vma, foo->phys, foo->size);
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };
