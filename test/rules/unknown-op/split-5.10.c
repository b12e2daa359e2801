/* release: 5.10 4.17 */
/* Before 5.11 the member is called split, and mprotect is not there yet. */
static int foo_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

static const struct vm_operations_struct foo_ops = {
	.may_split = foo_may_split,
/*	 ^^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member may_split: it
 * comes with 5.11
 */
	.mprotect = NULL,
/*	 ^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member mprotect: it comes
 * with 5.11
 */
};

static const struct vm_operations_struct bar_ops = {
	.split = foo_may_split,
};
