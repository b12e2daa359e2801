/* release: 5.4 6.12 */
/* Whatever frees memory is known as such wherever that matters. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	void *mem = kzalloc(PAGE_SIZE, GFP_KERNEL);
	int err;

	if (!mem)
		return -ENOMEM;
	err = remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
	kfree_sensitive(mem);
/*      ^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: foo_mmap() frees mem (kfree_sensitive()) and leaves mapped what
 * remap_pfn_range() has mapped of it, which takes no reference: user space reaches the memory when it belongs to
 * another; free it when the mapping is gone
 */
	return err;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	void *mem = kzalloc(PAGE_SIZE, GFP_KERNEL);
	int err;

	if (!mem)
		return -ENOMEM;
	err = remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
	if (err) {
		kfree_sensitive(mem);
		return err;
	}
	bar->mem = mem;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
