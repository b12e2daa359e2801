/* release: 6.12 4.19 */
/* Since 4.19 a mapping for DAX has no flag; dax_iomap_fault() makes its entries. */
static vm_fault_t foo_dax(struct vm_fault *vmf)
{
	return dax_iomap_fault(vmf, 0, NULL, NULL, &foo_iomap_ops);
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return foo_dax(vmf);
}

static const struct vm_operations_struct foo_ops = {
/*                                       ^^^^^^^ warning[missing-pfn-mkwrite]: foo_ops serves DAX and has no
 * pfn_mkwrite: page_mkwrite is not called for an entry without a struct page, so its first write goes
 * unnoticed; let pfn_mkwrite do what page_mkwrite does
 */
	.fault = foo_fault,
	.page_mkwrite = foo_fault,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	return 0;
}

/* It is told. */
static const struct vm_operations_struct told_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_fault,
	.pfn_mkwrite = foo_fault,
};

/* Nobody waits for first writes here. */
static const struct vm_operations_struct read_ops = {
	.fault = foo_fault,
};
