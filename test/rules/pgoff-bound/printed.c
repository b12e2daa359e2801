/* The address of a page that is only printed is not gone to. */
static vm_fault_t printed_fault(struct vm_fault *vmf)
{
	unsigned long phys = (vmf->vma->vm_pgoff << PAGE_SHIFT) + vmf->address - vmf->vma->vm_start;
	struct page *page;

	pr_debug("page %p\n", virt_to_page(__va(phys)));
	if (!pfn_valid(phys >> PAGE_SHIFT))
		return VM_FAULT_SIGBUS;
	page = pfn_to_page(phys >> PAGE_SHIFT);
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct printed_ops = { .fault = printed_fault };
static int printed_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &printed_ops;
	return 0;
}
static const struct file_operations printed_fops = { .mmap = printed_mmap };

/* What lies there is another thing. */
static vm_fault_t read_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page;

	page = foo->pages[vmf->pgoff];
/*             ^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf->pgoff is never bounds-checked, here or in
 * read_mmap(): user space reaches what lies past foo->pages; return VM_FAULT_SIGBUS where it is out of range
 */
	pr_debug("page %p\n", page);
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct read_ops = { .fault = read_fault };
static int read_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &read_ops;
	vma->vm_private_data = file->private_data;
	return 0;
}
static const struct file_operations read_fops = { .mmap = read_mmap };
