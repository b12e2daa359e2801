/* release: 5.10 4.20 */
/* A frame that has a struct page is no bare one with VM_MIXEDMAP. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long pfn;

	if (foo->pages)
		pfn = page_to_pfn(foo->pages[0]);
	else
		pfn = foo->pfn;
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler foo_fault() calls
 * vmf_insert_pfn() on a mapping that foo_mmap() makes with VM_MIXEDMAP: the frame has a struct page,
 * so it hits a BUG_ON(); insert it with vmf_insert_mixed() or vmf_insert_page()
 */
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct bar_ops = {
	.fault = bar_fault,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_ops = &bar_ops;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
