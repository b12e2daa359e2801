/* release: 6.12 6.3 */
/* VM_MIXEDMAP in every spelling of 6.3 and later. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return vmf_insert_mixed(vmf->vma, vmf->address, foo_pfn(vmf->pgoff));
}

static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct foo_ops = {
/*					 ^^^^^^^ information[missing-access]: foo_ops has no access, and pfnmap_mmap() maps with
 * VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page frames of a
 * device), or suppress with a reason */
	.fault = foo_fault,
};

static const struct vm_operations_struct foo_ok_ops = {
	.fault = foo_fault,
	.pfn_mkwrite = foo_pfn_mkwrite,
};

static int set_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: set_mmap() maps with VM_MIXEDMAP,
 * but foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int mod_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_mod(vma, VM_MIXEDMAP, VM_PFNMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: mod_mmap() maps with VM_MIXEDMAP, but
 * foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int init_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_init(vma, vma->vm_flags | VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: init_mmap() maps with
 * VM_MIXEDMAP, but foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int reset_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_reset(vma, vma->vm_flags | VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: reset_mmap() maps with
 * VM_MIXEDMAP, but foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &foo_ops;
	return 0;
}

static int set_ok_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	vma->vm_ops = &foo_ok_ops;
	return 0;
}

static int mod_ok_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_mod(vma, VM_MIXEDMAP, VM_PFNMAP);
	vma->vm_ops = &foo_ok_ops;
	return 0;
}

static int init_ok_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_init(vma, vma->vm_flags | VM_MIXEDMAP);
	vma->vm_ops = &foo_ok_ops;
	return 0;
}

/* Tested, not set; set and cleared again; the other flag. */
static int tested_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_MIXEDMAP)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
	vma->vm_ops = &foo_ops;
	return 0;
}

static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &foo_ops;
	vm_flags_clear(vma, VM_MIXEDMAP);
	return 0;
}

static int pfnmap_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP);
	vma->vm_ops = &foo_ops;
	return 0;
}

/* Set on a path that fails. */
static int failed_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	if (vma->vm_pgoff) {
		vm_flags_set(vma, VM_MIXEDMAP);
		return -EINVAL;
	}
	return 0;
}
