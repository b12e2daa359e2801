/* release: 6.6 6.12 7.1 */
/* huge_fault takes the order since 6.6; other members with one slip each. */
static vm_fault_t foo_huge_fault(struct vm_fault *vmf, enum page_entry_size pe_size)
/*		  ^^^^^^^^^^^^^^ error[op-prototype]: vm_fault_t foo_huge_fault(struct vm_fault *, enum
 * page_entry_size) does not fit vm_fault_t (*huge_fault)(struct vm_fault *, unsigned int) of {release}
 */
{
	return VM_FAULT_FALLBACK;
}

static void foo_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
/*	    ^^^^^^^^^^^^^ error[op-prototype]: void foo_map_pages(struct vm_fault *, pgoff_t, pgoff_t) does
 * not fit vm_fault_t (*map_pages)(struct vm_fault *, pgoff_t, pgoff_t) of {release}
 */
{
}

static void foo_open(struct vm_area_struct *vma, int unused)
/*	    ^^^^^^^^ error[op-prototype]: void foo_open(struct vm_area_struct *, int) does not fit void
 * (*open)(struct vm_area_struct *) of {release}
 */
{
}

static void foo_close(void)
/*	    ^^^^^^^^^ error[op-prototype]: void foo_close(void) does not fit void (*close)(struct
 * vm_area_struct *) of {release}
 */
{
}

static long foo_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
/*	    ^^^^^^^^^^ error[op-prototype]: long foo_access(struct vm_area_struct *, unsigned long, void *,
 * int, int) does not fit int (*access)(struct vm_area_struct *, unsigned long, void *, int, int) of {release}
 */
{
	return len;
}

static int foo_mprotect(struct vm_area_struct *vma, unsigned long start, unsigned long end)
/*	   ^^^^^^^^^^^^ error[op-prototype]: int foo_mprotect(struct vm_area_struct *, unsigned long, unsigned
 * long) does not fit int (*mprotect)(struct vm_area_struct *, unsigned long, unsigned long, unsigned long) of
 * {release}
 */
{
	return 0;
}

static int foo_mremap(struct vm_area_struct *vma, unsigned long flags)
/*	   ^^^^^^^^^^ error[op-prototype]: int foo_mremap(struct vm_area_struct *, unsigned long) does not fit
 * int (*mremap)(struct vm_area_struct *) of {release}
 */
{
	return 0;
}

static unsigned int foo_pagesize(struct vm_area_struct *vma)
/*		    ^^^^^^^^^^^^ error[op-prototype]: unsigned int foo_pagesize(struct vm_area_struct *) does
 * not fit unsigned long (*pagesize)(struct vm_area_struct *) of {release}
 */
{
	return 4096;
}

static char *foo_name(struct vm_area_struct *vma)
/*	     ^^^^^^^^ error[op-prototype]: char *foo_name(struct vm_area_struct *) does not fit const char
 * *(*name)(struct vm_area_struct *) of {release}
 */
{
	return "[foo]";
}

static const struct vm_operations_struct foo_ops = {
	.open = foo_open,
	.close = foo_close,
	.huge_fault = foo_huge_fault,
	.map_pages = foo_map_pages,
	.access = foo_access,
	.mprotect = foo_mprotect,
	.mremap = foo_mremap,
	.pagesize = foo_pagesize,
	.name = foo_name,
};

static vm_fault_t bar_huge_fault(struct vm_fault *vmf, unsigned order)
{
	return VM_FAULT_FALLBACK;
}

static vm_fault_t bar_map_pages(struct vm_fault *, pgoff_t const start, pgoff_t end)
{
	return 0;
}

static __maybe_unused void bar_open(struct vm_area_struct *vma __maybe_unused)
{
}

static int
bar_access(struct vm_area_struct *vma, unsigned long addr,
	   void *buf, int len, int write)
{
	return len;
}

static int bar_mprotect(struct vm_area_struct *vma, long unsigned start, unsigned long int end,
			unsigned long newflags)
{
	return 0;
}

static const char * bar_name(struct vm_area_struct * const vma)
{
	return "[bar]";
}

static const struct vm_operations_struct bar_ops = {
	.open = bar_open,
	.close = bar_open,
	.huge_fault = bar_huge_fault,
	.map_pages = bar_map_pages,
	.access = bar_access,
	.mprotect = bar_mprotect,
	.name = bar_name,
};
