/* release: 6.12 5.4 */
/* Members of older kernels; each names its successor. */
static struct page *foo_nopage(struct vm_area_struct *vma, unsigned long address, int *type)
{
	return NULL;
}

static unsigned long foo_nopfn(struct vm_area_struct *vma, unsigned long address)
{
	return 0;
}

static int foo_migrate(struct vm_area_struct *vma, const nodemask_t *from, const nodemask_t *to,
		       unsigned long flags)
{
	return 0;
}

static int foo_pmd_fault(struct vm_area_struct *vma, unsigned long address, pmd_t *pmd, unsigned int flags)
{
	return VM_FAULT_FALLBACK;
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct foo_ops = {
	.nopage = foo_nopage,
/*	 ^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member nopage: it was last
 * in 2.6.25, use fault
 */
	.nopfn = foo_nopfn,
/*	 ^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member nopfn: it was last in
 * 2.6.26, use fault
 */
	.populate = NULL,
/*	 ^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member populate: it was
 * last in 2.6.22, use fault
 */
	.remap_pages = NULL,
/*	 ^^^^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member remap_pages: it
 * was last in 3.19 and has no successor
 */
	.migrate = foo_migrate,
/*	 ^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member migrate: it was
 * last in 3.18 and has no successor
 */
	.pmd_fault = foo_pmd_fault,
/*	 ^^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member pmd_fault: it was
 * last in 4.10, use huge_fault
 */
	.fault = foo_fault,
};

static const struct vm_operations_struct bar_ops = {
	.fault = foo_fault,
};

/* Members of other structs, also of one with a similar name. */
struct foo_vm_ops {
	int (*nopage)(void);
};
static const struct foo_vm_ops foo_vm_ops = {
	.nopage = NULL,
};
static const struct vm_special_mapping foo_mapping = {
	.nopfn = NULL,
};
static const struct foo_driver foo_driver = {
	.nopage = NULL,
	.vm_ops = &foo_ops,
};
