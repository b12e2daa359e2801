/* release: 2.6.32 3.16 4.3 */
/* expect: none */
/* Until 4.3 block_page_mkwrite() answers with bits: passing them on is right. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return block_page_mkwrite(vma, vmf, foo_get_block);
}

static const struct vm_operations_struct foo_ops = {
	.fault = filemap_fault,
	.page_mkwrite = foo_page_mkwrite,
};
/* file: mm/filemap.c */
int filemap_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
