/* release: 5.11 6.12 */
/* Since 5.11 it is called may_split. */
static int foo_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

static const struct vm_operations_struct foo_ops = {
	.split = foo_split,
/*	 ^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member split: it was last in
 * 5.10, use may_split
 */
};

static const struct vm_operations_struct bar_ops = {
	.may_split = foo_split,
	.mprotect = NULL,
};
