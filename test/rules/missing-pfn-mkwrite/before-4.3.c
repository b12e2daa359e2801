/* release: 4.1 4.2 */
/* Core asks for page_mkwrite alone: without it every writable shared entry comes writable. */
static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (vm_insert_mixed(vma, (unsigned long)vmf->virtual_address, foo_pfn()))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}

static int bar_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static const struct vm_operations_struct bar_ops = { .fault = foo_fault, .page_mkwrite = bar_mkwrite };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP | VM_DONTEXPAND;
	vma->vm_ops = &foo_ops;
	return 0;
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP | VM_DONTEXPAND;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: bar_mmap() maps with
 * VM_MIXEDMAP, but bar_ops has no pfn_mkwrite: page_mkwrite is not called for an entry without a struct
 * page, so its first write goes unnoticed */
	vma->vm_ops = &bar_ops;
	return 0;
}
