/* release: 6.12 6.6 */
/* #ifdef arms in the function that maps and in the table. */
static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct foo_ops = {
#ifdef CONFIG_FOO_DIRTY
	.pfn_mkwrite = foo_pfn_mkwrite,
#endif
};

static const struct vm_operations_struct bar_ops = {
/*					 ^^^^^^^ information[missing-access]: bar_ops has no access, and bar_mmap() maps with
 * VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page frames of a
 * device), or suppress with a reason */
	.open = NULL,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &foo_ops;
	return 0;
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
#ifdef CONFIG_BAR_MIXED
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: bar_mmap() maps with VM_MIXEDMAP, but bar_ops has
 * no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set
 * contract = "core" in vmops.toml where no first write matters
 */
#else
	vm_flags_set(vma, VM_PFNMAP);
#endif
	vma->vm_ops = &bar_ops;
	return 0;
}
