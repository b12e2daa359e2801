/* release: 6.12 6.1 */
/* Every way to write a table: the member is found in each. A name that never was is told too. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct brace_on_next_line =
{
	.fault = foo_fault,
	.nopage = NULL,
/*	 ^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member nopage: it was last
 * in 2.6.25, use fault
 */
};

static const struct vm_operations_struct gnu_form = {
	fault: foo_fault,
	nopage: NULL,
/*	^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member nopage: it was last
 * in 2.6.25, use fault
 */
};

static const struct vm_operations_struct array_of_tables[] = {
	{ .fault = foo_fault },
	{ .fault = &foo_fault, .nopfn = NULL },
/*				^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no
 * member nopfn: it was last in 2.6.26, use fault
 */
	[4] = {
		.fault = (void *)foo_fault,
		.page_fault = NULL,
/*		 ^^^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member
 * page_fault
 */
	},
};

static const struct vm_operations_struct guarded = {
#ifdef CONFIG_NUMA
	.set_policy = NULL,
	.migrate = NULL,
/*	 ^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member migrate: it was
 * last in 3.18 and has no successor
 */
#endif
	.fault = foo_fault,
};

static const struct vm_operations_struct empty = { };

void foo_local(struct vm_area_struct *vma)
{
	static const struct vm_operations_struct local = {
		.fault = foo_fault,
		.nopage = NULL,
/*		 ^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member nopage: it
 * was last in 2.6.25, use fault
 */
	};

	vma->vm_ops = &local;
}

void foo_literal(struct vm_area_struct *vma)
{
	vma->vm_ops = &(const struct vm_operations_struct) {
		.fault = foo_fault,
		.nopage = NULL,
/*		 ^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member nopage: it
 * was last in 2.6.25, use fault
 */
	};
}

struct foo {
	struct vm_operations_struct ops;
};

void foo_copy(struct foo *foo, struct vm_area_struct *vma)
{
	foo->ops = *vma->vm_ops;
	foo->ops.fault = foo_fault;
	foo->ops.nopage = NULL;
/*		 ^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member nopage: it
 * was last in 2.6.25, use fault
 */
	vma->vm_ops = &foo->ops;
}
