/* release: 2.6.32 4.4 */
static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct foo *foo = vma->vm_private_data;

	vm_insert_pfn(vma, (unsigned long)vmf->virtual_address, foo->pfn);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: fault
 * handler foo_fault() drops the result of vm_insert_pfn(): when it fails there is no entry, and the access faults
 * again, for ever where the failure stays; check it and return the error
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, PAGE_SIZE, vma->vm_page_prot);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: foo_mmap()
 * drops the result of remap_pfn_range(): when it fails there is no entry, and the caller is told that all is well;
 * check it and return the error
 */
	return 0;
}
