/* release: 4.4 4.9 */
/* Since 4.4 block_page_mkwrite() answers with an errno. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return block_page_mkwrite(vma, vmf, foo_get_block);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler
 * foo_page_mkwrite() returns -EFAULT, -ENOMEM or another errno, but its result is a set of VM_FAULT bits:
 * convert it with block_page_mkwrite_return()
 */
}

static int bar_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return block_page_mkwrite_return(block_page_mkwrite(vma, vmf, foo_get_block));
}

static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };
