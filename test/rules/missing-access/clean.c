/* release: 6.12 6.3 */
/* expect: none */
/* unresolved: 4 */
static const struct vm_operations_struct good_ops = { .open = foo_open, .access = generic_access_phys };

static int good_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &good_ops;
	return remap_pfn_range(vma, vma->vm_start, 1, PAGE_SIZE, vma->vm_page_prot);
}

/* Ordinary pages. */
static const struct vm_operations_struct page_ops = { .fault = foo_fault };

static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &page_ops;
	return 0;
}

/* No access: reading a register acknowledges the interrupt. */
static const struct vm_operations_struct said_ops = { .fault = foo_fault };

static int said_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO);
	vma->vm_ops = &said_ops;
	return 0;
}
