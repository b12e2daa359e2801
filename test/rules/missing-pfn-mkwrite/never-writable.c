/* release: 6.12 6.6 */
/* A mapping that no write can ever reach needs no notification. */
static const struct vm_operations_struct foo_ops = {
	.open = NULL,
};

/* Read-only for good. */
static int ro_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_mod(vma, VM_MIXEDMAP, VM_MAYWRITE);
	vma->vm_ops = &foo_ops;
	return 0;
}

static int clear_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &foo_ops;
	return 0;
}

/* Private mappings alone: pfn_mkwrite is for shared ones. */
static int private_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return -EINVAL;
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &foo_ops;
	return 0;
}

/* Shared ones alone. */
static int shared_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: shared_mmap() maps with VM_MIXEDMAP, but foo_ops
 * has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or
 * set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int cow_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: cow_mmap() maps with VM_MIXEDMAP, but foo_ops has
 * no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set
 * contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

/* Refused only where it is written to as well. */
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_flags & VM_WRITE) && !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: both_mmap() maps with VM_MIXEDMAP, but foo_ops
 * has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or
 * set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}
