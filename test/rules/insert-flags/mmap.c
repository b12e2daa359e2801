/* release: 6.3 6.6 */
/* A function that maps inserts itself: the flags have to be there before. */
static int after_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct after *after = file->private_data;
	unsigned long n;
	vm_fault_t ret;

	for (n = 0; n < after->pages; n++) {
		ret = vmf_insert_mixed(vma, vma->vm_start + n * PAGE_SIZE, phys_to_pfn_t(after->phys, PFN_DEV));
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]:
 * after_mmap() calls vmf_insert_mixed() before it has set VM_MIXEDMAP: it hits a BUG_ON(); set VM_MIXEDMAP first
 */
		if (ret & VM_FAULT_ERROR)
			return vm_fault_to_errno(ret, 0);
	}
	vm_flags_set(vma, VM_MIXEDMAP);
	return 0;
}
static const struct file_operations after_fops = { .mmap = after_mmap };

static int none_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct none *none = file->private_data;

	if (vmf_insert_pfn(vma, vma->vm_start, none->pfn) & VM_FAULT_ERROR)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: none_mmap() calls vmf_insert_pfn()
 * before it has set VM_PFNMAP or VM_MIXEDMAP: it hits a BUG_ON(); set VM_PFNMAP first
 */
		return -EAGAIN;
	return 0;
}
static const struct file_operations none_fops = { .mmap = none_mmap };

static int private_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct none *none = file->private_data;

	vm_flags_set(vma, VM_IO | VM_PFNMAP);
	if (vmf_insert_pfn(vma, vma->vm_start, none->pfn) & VM_FAULT_ERROR)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: private_mmap() calls vmf_insert_pfn()
 * with VM_PFNMAP, and on a private mapping where user space asks for that: it hits a BUG_ON() then; reject
 * is_cow_mapping(vma->vm_flags) first
 */
		return -EAGAIN;
	return 0;
}
static const struct file_operations private_fops = { .mmap = private_mmap };

static int bare_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bare *bare = file->private_data;

	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND);
	return vm_insert_page(vma, vma->vm_start, bare->page);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: bare_mmap() calls vm_insert_page()
 * with VM_PFNMAP, which is for page frames alone: it hits a BUG_ON(); leave VM_PFNMAP out
 */
}
static const struct file_operations bare_fops = { .mmap = bare_mmap };

static int insert_all(struct vm_area_struct *vma, unsigned long pfn)
{
	unsigned long at;

	for (at = vma->vm_start; at < vma->vm_end; at += PAGE_SIZE)
		if (vmf_insert_mixed(vma, at, pfn_to_pfn_t(pfn++)) & VM_FAULT_ERROR)
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: insert_all() calls
 * vmf_insert_mixed() before it has set VM_MIXEDMAP: it hits a BUG_ON(); set VM_MIXEDMAP first
 */
			return -EAGAIN;
	return 0;
}
static int callee_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct callee *callee = file->private_data;
	int ret = insert_all(vma, callee->pfn);

	if (!ret)
		vm_flags_set(vma, VM_MIXEDMAP);
	return ret;
}
static const struct file_operations callee_fops = { .mmap = callee_mmap };

/* They are there. */
static int before_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct after *after = file->private_data;
	unsigned long n;
	vm_fault_t ret;

	vm_flags_set(vma, VM_MIXEDMAP);
	for (n = 0; n < after->pages; n++) {
		ret = vmf_insert_mixed(vma, vma->vm_start + n * PAGE_SIZE, phys_to_pfn_t(after->phys, PFN_DEV));
		if (ret & VM_FAULT_ERROR)
			return vm_fault_to_errno(ret, 0);
	}
	return 0;
}
static const struct file_operations before_fops = { .mmap = before_mmap };

static int shared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct none *none = file->private_data;

	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP);
	if (vmf_insert_pfn(vma, vma->vm_start, none->pfn) & VM_FAULT_ERROR)
		return -EAGAIN;
	return 0;
}
static const struct file_operations shared_fops = { .mmap = shared_mmap };

/* vm_insert_page() sets the flag by itself. */
static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bare *bare = file->private_data;

	vm_flags_set(vma, VM_DONTEXPAND);
	return vm_insert_page(vma, vma->vm_start, bare->page);
}
static const struct file_operations page_fops = { .mmap = page_mmap };

/* Whoever calls it may have set the flag. */
int exported_map(struct bare *bare, struct vm_area_struct *vma)
{
	return vmf_insert_mixed(vma, vma->vm_start, pfn_to_pfn_t(bare->pfn)) & VM_FAULT_ERROR ? -EAGAIN : 0;
}

/* And so may an opaque callee. */
static int opaque_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct none *none = file->private_data;

	none_prepare(vma);
	if (vmf_insert_mixed(vma, vma->vm_start, pfn_to_pfn_t(none->pfn)) & VM_FAULT_ERROR)
		return -EAGAIN;
	return 0;
}
static const struct file_operations opaque_fops = { .mmap = opaque_mmap };
