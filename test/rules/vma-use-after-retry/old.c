/* release: 3.18 4.9 */
static int old_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	int ret = filemap_fault(vma, vmf);

	foo_trace(vma->vm_flags, ret);
/*		  ^^^^^^^^^^^^^ warning[vma-use-after-retry]: fault handler old_fault() uses vma->vm_flags
 * after filemap_fault() may have released mmap_lock: another thread may unmap and free the VMA meanwhile;
 * read it before the call, or return at once on VM_FAULT_RETRY */
	return ret;
}
static const struct vm_operations_struct old_ops = { .fault = old_fault };
