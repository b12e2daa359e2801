/* release: 6.12 6.1 */
/* The VMA of a special mapping has the flags with which it is installed, and it is private. */
static vm_fault_t vvar_fault(const struct vm_special_mapping *sm, struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (vmf->pgoff > 1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vma, vmf->address, foo_pfn + vmf->pgoff);
}

static struct vm_special_mapping vvar_mapping = {
	.name = "[vvar]",
	.fault = vvar_fault,
};

static struct vm_special_mapping vdso_mapping = {
	.name = "[vdso]",
};

static int foo_map(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;

	vma = _install_special_mapping(mm, addr, PAGE_SIZE, VM_READ | VM_MAYREAD | VM_MAYWRITE | VM_IO | VM_PFNMAP,
/*                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]:
 * foo_map() installs a special mapping with VM_PFNMAP and VM_MAYWRITE, private and writable by mprotect():
 * vvar_fault() calls vmf_insert_pfn(), which hits a BUG_ON() for it; leave VM_MAYWRITE out
 */
				       &vvar_mapping);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	vma = _install_special_mapping(mm, addr + PAGE_SIZE, PAGE_SIZE,
				       VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, &vdso_mapping);
	return PTR_ERR_OR_ZERO(vma);
}

static int foo_map_by_variable(struct mm_struct *mm, unsigned long addr, bool is_debugged)
{
	unsigned long flags = VM_READ | VM_MAYREAD | VM_PFNMAP;
	const struct vm_special_mapping *sm = &vvar_mapping;

	if (is_debugged)
		flags |= VM_MAYWRITE;
	return PTR_ERR_OR_ZERO(_install_special_mapping(mm, addr, PAGE_SIZE, flags, sm));
/*                                                                           ^^^^^ error[insert-flags]:
 * foo_map_by_variable() installs a special mapping with VM_PFNMAP and VM_MAYWRITE, private and writable by
 * mprotect(): vvar_fault() calls vmf_insert_pfn(), which hits a BUG_ON() for it; leave VM_MAYWRITE out
 */
}

static int foo_map_either(struct mm_struct *mm, unsigned long addr, bool is_debugged)
{
	return PTR_ERR_OR_ZERO(_install_special_mapping(mm, addr, PAGE_SIZE,
			VM_PFNMAP | VM_READ | VM_MAYREAD | (is_debugged ? VM_MAYWRITE : 0), &vvar_mapping));
/*                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]:
 * foo_map_either() installs a special mapping with VM_PFNMAP and VM_MAYWRITE, private and writable by mprotect():
 * vvar_fault() calls vmf_insert_pfn(), which hits a BUG_ON() for it; leave VM_MAYWRITE out
 */
}

static int foo_map_bare(struct mm_struct *mm, unsigned long addr)
{
	return PTR_ERR_OR_ZERO(_install_special_mapping(mm, addr, PAGE_SIZE, VM_READ | VM_MAYREAD, &vvar_mapping));
/*                                                                           ^^^^^^^^^^^^^^^^^^^^ error[insert-flags]:
 * foo_map_bare() installs a special mapping with neither VM_PFNMAP nor VM_MIXEDMAP: vvar_fault() calls
 * vmf_insert_pfn(), which hits a BUG_ON(); add VM_PFNMAP
 */
}

static int foo_map_right(struct mm_struct *mm, unsigned long addr)
{
	return PTR_ERR_OR_ZERO(_install_special_mapping(mm, addr, PAGE_SIZE,
							VM_READ | VM_MAYREAD | VM_IO | VM_PFNMAP, &vvar_mapping));
}

static int foo_map_unknown(struct mm_struct *mm, unsigned long addr, unsigned long more)
{
	return PTR_ERR_OR_ZERO(_install_special_mapping(mm, addr, PAGE_SIZE, VM_READ | VM_MAYREAD | more, &vvar_mapping));
}

/* Each element of an array is a mapping of its own, and a member stands for what is stored to it. */
static struct vm_special_mapping foo_maps[] = {
	[MAP_VVAR] = { .name = "[vvar]", .fault = vvar_fault },
	[MAP_VDSO] = { .name = "[vdso]" },
};

static void foo_init(struct foo_info *info)
{
	info->dm = &foo_maps[MAP_VVAR];
	info->cm = &foo_maps[MAP_VDSO];
}

static int foo_map_member(struct mm_struct *mm, unsigned long addr, struct foo_info *info)
{
	struct vm_area_struct *vma;

	vma = _install_special_mapping(mm, addr, PAGE_SIZE, VM_READ | VM_MAYREAD | VM_MAYWRITE | VM_PFNMAP, info->dm);
/*                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]:
 * foo_map_member() installs a special mapping with VM_PFNMAP and VM_MAYWRITE, private and writable by mprotect():
 * vvar_fault() calls vmf_insert_pfn(), which hits a BUG_ON() for it; leave VM_MAYWRITE out
 */
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	vma = _install_special_mapping(mm, addr, PAGE_SIZE, VM_READ | VM_MAYREAD | VM_PFNMAP, info->dm);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	return PTR_ERR_OR_ZERO(_install_special_mapping(mm, addr, PAGE_SIZE, VM_READ | VM_EXEC | VM_MAYWRITE, info->cm));
}
