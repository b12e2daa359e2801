/* release: 5.1 5.15 6.5 */
/* Since 5.1 vm_fault_t is a type of its own. */
static int foo_fault(struct vm_fault *vmf)
/*	   ^^^^^^^^^ error[op-prototype]: int foo_fault(struct vm_fault *) does not fit vm_fault_t
 * (*fault)(struct vm_fault *) of {release}
 */
{
	return VM_FAULT_SIGBUS;
}

static vm_fault_t foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
/*		  ^^^^^^^^^^^^^^^^ error[op-prototype]: vm_fault_t foo_page_mkwrite(struct vm_area_struct *,
 * struct vm_fault *) does not fit vm_fault_t (*page_mkwrite)(struct vm_fault *) of {release}
 */
{
	return VM_FAULT_LOCKED;
}

static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
/*		  ^^^^^^^^^^^^^^ error[op-prototype]: vm_fault_t foo_huge_fault(struct vm_fault *, unsigned
 * int) does not fit vm_fault_t (*huge_fault)(struct vm_fault *, enum page_entry_size) of {release}
 */
{
	return VM_FAULT_FALLBACK;
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
	.huge_fault = foo_huge_fault,
};

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static vm_fault_t bar_huge_fault(struct vm_fault *vmf, enum page_entry_size pe_size)
{
	return VM_FAULT_FALLBACK;
}

static unsigned long bar_pagesize(struct vm_area_struct *vma)
{
	return 4096;
}

static const char *bar_name(struct vm_area_struct *vma)
{
	return "[bar]";
}

static const struct vm_operations_struct bar_ops = {
	.fault = bar_fault,
	.page_mkwrite = bar_fault,
	.huge_fault = bar_huge_fault,
	.pagesize = bar_pagesize,
	.name = bar_name,
};
