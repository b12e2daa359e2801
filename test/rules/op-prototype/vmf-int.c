/* release: 4.11 4.16 */
/* One argument since 4.11, int until 4.16; huge_fault has taken pmd_fault's place. */
static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
/*	   ^^^^^^^^^ error[op-prototype]: int foo_fault(struct vm_area_struct *, struct vm_fault *) does not
 * fit int (*fault)(struct vm_fault *) of {release}
 */
{
	return VM_FAULT_SIGBUS;
}

static unsigned int foo_page_mkwrite(struct vm_fault *vmf)
/*		    ^^^^^^^^^^^^^^^^ error[op-prototype]: unsigned int foo_page_mkwrite(struct vm_fault *)
 * does not fit int (*page_mkwrite)(struct vm_fault *) of {release}
 */
{
	return 0;
}

static int foo_huge_fault(struct vm_fault *vmf, pmd_t *pmd)
/*	   ^^^^^^^^^^^^^^ error[op-prototype]: int foo_huge_fault(struct vm_fault *, pmd_t *) does not fit int
 * (*huge_fault)(struct vm_fault *, enum page_entry_size) of {release}
 */
{
	return VM_FAULT_FALLBACK;
}

static void foo_map_pages(struct vm_fault *vmf)
/*	    ^^^^^^^^^^^^^ error[op-prototype]: void foo_map_pages(struct vm_fault *) does not fit void
 * (*map_pages)(struct vm_fault *, pgoff_t, pgoff_t) of {release}
 */
{
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
	.huge_fault = foo_huge_fault,
	.map_pages = foo_map_pages,
};

static int bar_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static int bar_huge_fault(struct vm_fault *vmf, enum page_entry_size pe_size)
{
	return VM_FAULT_FALLBACK;
}

static void bar_map_pages(struct vm_fault *vmf, pgoff_t start_pgoff, pgoff_t end_pgoff)
{
}

static const struct vm_operations_struct bar_ops = {
	.fault = bar_fault,
	.page_mkwrite = bar_fault,
	.huge_fault = bar_huge_fault,
	.map_pages = bar_map_pages,
};
