/* release: 2.6.12 2.6.20 */
/* fault itself comes with 2.6.23; nopage and populate are the members of the time. */
static struct page *foo_nopage(struct vm_area_struct *vma, unsigned long address, int *type)
{
	return NOPAGE_SIGBUS;
}

static struct vm_operations_struct foo_ops = {
	.nopage = foo_nopage,
	.populate = NULL,
};

static struct vm_operations_struct bar_ops = {
	.nopage = foo_nopage,
	.fault = NULL,
/*	 ^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member fault: it comes with
 * 2.6.23
 */
	.access = NULL,
/*	 ^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member access: it comes
 * with 2.6.27
 */
};
