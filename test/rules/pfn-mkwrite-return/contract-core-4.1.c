/* release: 4.1 4.9 */
/* contract: core */
/* expect: none */
/* Core makes no difference between 0 and NOPAGE here. */
static int foo_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return 0;
}

static const struct vm_operations_struct foo_ops = { .pfn_mkwrite = foo_pfn_mkwrite };
