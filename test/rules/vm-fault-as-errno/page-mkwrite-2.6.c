/* release: 2.6.29 2.6.24 */
/* Up to 2.6.29 a negative errno refuses the write, and any other number allows it. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct page *page)
{
	struct foo *foo = vma->vm_private_data;

	if (foo->full)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: page_mkwrite handler foo_page_mkwrite()
 * returns VM_FAULT_SIGBUS, but its result is 0 or a negative errno: core treats a positive value as permission to write; return a negative errno instead
 */
	return 0;
}
static struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

static int bar_page_mkwrite(struct vm_area_struct *vma, struct page *page)
{
	struct foo *foo = vma->vm_private_data;

	if (foo->full)
		return -ENOSPC;
	return 0;
}
static struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };
