/* release: 6.12 4.19 */
static struct page *open_page(struct foo *foo, unsigned long n)
{
	struct page *page = foo->pages[n];

	if (!page) {
		page = alloc_page(GFP_KERNEL);
		foo->pages[n] = page;
	}
	return page;
}
static struct page *bound_page(struct foo *foo, unsigned long n)
{
	if (n >= foo->count)
		return NULL;
	return foo->pages[n];
}

static vm_fault_t open_fault(struct vm_fault *vmf)
{
	struct page *page = open_page(vmf->vma->vm_private_data, vmf->pgoff);
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the page that
 * open_page() is handed is never bounds-checked, here or in open_mmap(): user space reaches what lies
 * past foo->pages; return VM_FAULT_SIGBUS where it is out of range
 */

	if (!page)
		return VM_FAULT_OOM;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct open_ops = { .fault = open_fault };
static int open_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &open_ops;
	return 0;
}

static vm_fault_t bound_fault(struct vm_fault *vmf)
{
	vmf->page = bound_page(vmf->vma->vm_private_data, vmf->pgoff);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct bound_ops = { .fault = bound_fault };
static int bound_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &bound_ops;
	return 0;
}

/* The mapping is checked where it is made. */
static vm_fault_t mapped_fault(struct vm_fault *vmf)
{
	vmf->page = open_page(vmf->vma->vm_private_data, vmf->pgoff);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct mapped_ops = { .fault = mapped_fault };
static int mapped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff + vma_pages(vma) > foo->count)
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_ops = &mapped_ops;
	return 0;
}
