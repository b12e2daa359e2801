/* release: 4.10 3.10 2.6.32 */
/* Until 4.10 fault and page_mkwrite take the VMA too. */
static int foo_fault(struct vm_fault *vmf)
/*	   ^^^^^^^^^ error[op-prototype]: int foo_fault(struct vm_fault *) does not fit int (*fault)(struct
 * vm_area_struct *, struct vm_fault *) of {release}
 */
{
	return VM_FAULT_SIGBUS;
}

static int foo_page_mkwrite(struct vm_area_struct *vma, struct page *page)
/*	   ^^^^^^^^^^^^^^^^ error[op-prototype]: int foo_page_mkwrite(struct vm_area_struct *, struct page *)
 * does not fit int (*page_mkwrite)(struct vm_area_struct *, struct vm_fault *) of {release}
 */
{
	return 0;
}

static void foo_open(struct vm_area_struct *vma)
{
}

static int foo_close(struct vm_area_struct *vma)
/*	   ^^^^^^^^^ error[op-prototype]: int foo_close(struct vm_area_struct *) does not fit void
 * (*close)(struct vm_area_struct *) of {release}
 */
{
	return 0;
}

static const struct vm_operations_struct foo_ops = {
	.open = foo_open,
	.close = foo_close,
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
};

static int bar_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static int bar_page_mkwrite(struct vm_area_struct *area, struct vm_fault *fault)
{
	return 0;
}

static void bar_close(struct vm_area_struct *vma)
{
}

static int bar_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return len;
}

static const struct vm_operations_struct bar_ops = {
	.open = foo_open,
	.close = bar_close,
	.fault = bar_fault,
	.page_mkwrite = bar_page_mkwrite,
	.access = bar_access,
};
