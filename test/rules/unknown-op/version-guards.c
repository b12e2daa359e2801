/* release: 6.12 5.15 */
/* Arms of other releases are not held against this one; what is left is. */
static const struct vm_operations_struct foo_ops = {
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 1, 0)
	.mapped = NULL,
#elif LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
	.split = NULL,
#else
	.may_split = NULL,
#endif
#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 26) && defined(CONFIG_FOO)
	.nopage = NULL,
#endif
};

static const struct vm_operations_struct bar_ops = {
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 15, 0)
	.split = NULL,
/*	 ^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member split: it was last in
 * 5.10, use may_split
 */
#endif
#ifdef CONFIG_FOO
	.nopfn = NULL,
/*	 ^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member nopfn: it was last in
 * 2.6.26, use fault
 */
#endif
};
