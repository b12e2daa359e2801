/* release: 6.1 4.3 */
/* Before 6.3 the flags are a plain field. */
static const struct vm_operations_struct foo_ops = {
	.open = NULL,
};

static int or_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP | VM_DONTEXPAND;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: or_mmap() maps with VM_MIXEDMAP,
 * but foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int assign_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags = vma->vm_flags | VM_MIXEDMAP;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: assign_mmap() maps with VM_MIXEDMAP,
 * but foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int after_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	vma->vm_flags &= ~VM_PFNMAP;
	vma->vm_flags |= VM_MIXEDMAP;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: after_mmap() maps with VM_MIXEDMAP, but foo_ops has
 * no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set
 * contract = "core" in vmops.toml where no first write matters
 */
	return 0;
}

static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_flags &= ~VM_MIXEDMAP;
	vma->vm_ops = &foo_ops;
	return 0;
}

static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_DONTEXPAND | VM_DONTDUMP;
	vma->vm_ops = &foo_ops;
	return 0;
}
