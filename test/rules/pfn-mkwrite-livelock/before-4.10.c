/* release: 4.9 4.4 */
/* expect: none */
/* Core makes the entry writable after any result without an error. */
static int foo_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct foo *foo = vma->vm_private_data;

	set_bit(vmf->pgoff, foo->dirty);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct foo_ops = { .pfn_mkwrite = foo_pfn_mkwrite };
