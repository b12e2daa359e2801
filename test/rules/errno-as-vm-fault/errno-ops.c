/* release: 6.12 6.6 */
/* Members that answer with an errno, a count or a pointer may return one. */
static int foo_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return addr & 1 ? -EINVAL : 0;
}

static int foo_mremap(struct vm_area_struct *vma)
{
	return -EPERM;
}

static int foo_mprotect(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			unsigned long newflags)
{
	return -EACCES;
}

static int foo_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return write ? -EROFS : len;
}

static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (order)
		return -EINVAL;
/*		^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: huge_fault handler foo_huge_fault() returns -EINVAL,
 * but its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return VM_FAULT_FALLBACK;
}

static vm_fault_t foo_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	if (start > end)
		return -ERANGE;
/*		^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: map_pages handler foo_map_pages() returns -ERANGE,
 * but its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return 0;
}

static vm_fault_t bar_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (order)
		return VM_FAULT_FALLBACK;
	return VM_FAULT_NOPAGE;
}

static vm_fault_t bar_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	if (start > end)
		return 0;
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct foo_ops = {
	.may_split = foo_may_split,
	.mremap = foo_mremap,
	.mprotect = foo_mprotect,
	.access = foo_access,
	.huge_fault = foo_huge_fault,
	.map_pages = foo_map_pages,
};

static const struct vm_operations_struct bar_ops = {
	.huge_fault = bar_huge_fault,
	.map_pages = bar_map_pages,
};
