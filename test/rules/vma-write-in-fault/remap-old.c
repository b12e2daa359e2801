/* release: 3.18 4.9 */
static int remap_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, PAGE_SIZE, vma->vm_page_prot))
/*	    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]:
 * fault handler remap_fault() calls io_remap_pfn_range(), which changes vm_flags, but a fault holds mmap_lock
 * for reading at most: it races with other faults and with mmap_lock writers; insert with
 * vm_insert_pfn(), with VM_PFNMAP set in mmap */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct remap_ops = { .fault = remap_fault };
