/* release: 6.12 5.15 */
/* expect: none */
/* Every entry has a struct page: there is nothing that page_mkwrite would miss. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, foo->page);
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_ops = &foo_ops;
	return 0;
}

/* vm_insert_page() sets the flag by itself. */
static int insert_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &foo_ops;
	return vm_insert_page(vma, vma->vm_start, foo->page);
}
