/* release: 6.12 6.1 */
/* The offset of a mapping begins at the start of the object's range. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long page_offset;

	page_offset = vmf->pgoff - drm_vma_node_start(&foo->node);
	if (page_offset > PFN_UP(foo->size))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be PFN_UP(foo->size) itself, one past
 * the end, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	return foo_insert(vmf, foo, page_offset);
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long page_offset;

	page_offset = vmf->pgoff - drm_vma_node_start(&foo->node);
	if (page_offset >= PFN_UP(foo->size))
		return VM_FAULT_SIGBUS;
	return foo_insert(vmf, foo, page_offset);
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
