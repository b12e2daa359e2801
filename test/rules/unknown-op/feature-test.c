/* Members under conditions that ask for what the kernel is like, and under those of a configuration. */
static int foo_split(struct vm_area_struct *vma, unsigned long address)
{
	return 0;
}

static const struct vm_operations_struct foo_ops = {
#ifdef HAVE_VM_OPS_SPLIT
	.split = foo_split,
#endif
#ifndef VM_OPS_HAS_MAY_SPLIT
	.split = foo_split,
#endif
};

static const struct vm_operations_struct bar_ops = {
#ifdef CONFIG_BAR
	.split = foo_split,
/*	 ^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member split: it was last in 5.10,
 * use may_split
 */
#endif
};
