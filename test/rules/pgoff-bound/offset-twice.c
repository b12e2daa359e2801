/* release: 6.12 */
/* The fault says where in the file it lies: what the mapping begins with is in that. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	vmf->page = virt_to_page(foo->memory + ((vmf->pgoff + vmf->vma->vm_pgoff) << PAGE_SHIFT));
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * foo->memory + ((vmf->pgoff + vmf->vma->vm_pgoff) << PAGE_SHIFT) has vma->vm_pgoff in it twice, for vmf->pgoff
 * counts from the start of the file, not of the mapping: where user space maps from an offset it gets another page,
 * which may lie past the object; leave vma->vm_pgoff out
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff > FOO_PAGES || vma_pages(vma) > FOO_PAGES - vma->vm_pgoff)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Nothing is counted twice where there is nothing. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;

	vmf->page = virt_to_page(bar->memory + ((vmf->pgoff + vmf->vma->vm_pgoff) << PAGE_SHIFT));
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || vma_pages(vma) > BAR_PAGES)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &bar_ops;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* The page in the mapping, and what the mapping begins with. */
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct baz *baz = vmf->vma->vm_private_data;
	unsigned long page = ((vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT) + vmf->vma->vm_pgoff;

	vmf->page = virt_to_page(baz->memory + (page << PAGE_SHIFT));
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff > BAZ_PAGES || vma_pages(vma) > BAZ_PAGES - vma->vm_pgoff)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &baz_ops;
	return 0;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };
