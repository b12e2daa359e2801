/* The driver maps its device file by itself; user space may do so, too. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	return remap_pfn_range(vma, vma->vm_start, (foo->phys >> PAGE_SHIFT) + vma->vm_pgoff,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * neither offset nor length of what remap_pfn_range() maps is bounds-checked: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static long foo_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct foo *foo = file->private_data;

	return vm_mmap(file, 0, foo->bytes, PROT_READ, MAP_SHARED, 0);
}
static const struct file_operations foo_fops = { .unlocked_ioctl = foo_ioctl, .mmap = foo_mmap };
static struct miscdevice foo_misc = { .name = "foo", .fops = &foo_fops };

/* Of this file user space has no descriptor. */
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;

	return remap_pfn_range(vma, vma->vm_start, (bar->phys >> PAGE_SHIFT) + vma->vm_pgoff,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations bar_ring = { .mmap = bar_mmap };
static long bar_setup(struct bar *bar)
{
	struct file *file = anon_inode_getfile("bar", &bar_ring, bar, O_RDWR);

	if (IS_ERR(file))
		return PTR_ERR(file);
	bar->ring = file;
	return vm_mmap(file, 0, bar->bytes, PROT_READ, MAP_SHARED, 0);
}
