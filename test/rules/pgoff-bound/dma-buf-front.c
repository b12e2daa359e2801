static int heap_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct buffer *buffer = vma->vm_private_data;
	int ret = vm_insert_page(vma, (unsigned long)vmf->virtual_address, buffer->pages[vmf->pgoff]);
/*                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * vmf->pgoff is bounds-checked only before heap_mmap() is called, and mremap() can enlarge the mapping: user space
 * reaches what lies past buffer->pages; set VM_DONTEXPAND in heap_mmap(), or return VM_FAULT_SIGBUS where it is out
 * of range
 */
	return ret ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct ops = { .fault = heap_fault };
static int heap_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	vma->vm_private_data = dmabuf->priv;
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_ops = &ops;
	return 0;
}
static const struct dma_buf_ops dops = { .mmap = heap_mmap };
