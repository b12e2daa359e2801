/* release: 6.12 5.10 */
/* mmap checks everything, and mremap() enlarges the mapping behind its back. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	vmf->page = foo->pages[vmf->pgoff];
/*                  ^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf->pgoff is bounds-checked in foo_mmap() alone, and
 * mremap() can enlarge the mapping: user space reaches what lies past foo->pages; set VM_DONTEXPAND in
 * foo_mmap(), or return VM_FAULT_SIGBUS where it is out of range
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static int foo_check(struct foo *foo, unsigned long first, unsigned long count)
{
	if (first >= foo->nr_pages)
		return -EINVAL;
	if (count > foo->nr_pages - first)
		return -EINVAL;
	return 0;
}
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret = foo_check(foo, vma->vm_pgoff, vma_pages(vma));

	if (ret)
		return ret;
	vma->vm_private_data = foo;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Clean: it cannot grow. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *bar = vmf->vma->vm_private_data;

	vmf->page = bar->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *bar = file->private_data;
	int ret = foo_check(bar, vma->vm_pgoff, vma_pages(vma));

	if (ret)
		return ret;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = bar;
	vma->vm_ops = &bar_ops;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* Clean: the handler checks for itself, in a callee. */
static struct page *baz_page(struct foo *baz, pgoff_t index)
{
	return index < baz->nr_pages ? baz->pages[index] : NULL;
}
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	vmf->page = baz_page(vmf->vma->vm_private_data, vmf->pgoff);
	if (!vmf->page)
		return VM_FAULT_SIGBUS;
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &baz_ops;
	return 0;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };
