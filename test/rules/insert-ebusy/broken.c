/* release: 4.4 4.16 */
static int bar_insert(struct vm_area_struct *vma, unsigned long address, unsigned long pfn)
{
	return vm_insert_pfn(vma, address, pfn);
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 11, 0)
static int bar_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
#else
static int bar_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
#endif
	struct bar *bar = vma->vm_private_data;
	int err;

	mutex_lock(&bar->lock);
	err = bar_insert(vma, vma->vm_start + (vmf->pgoff << PAGE_SHIFT), bar->pfn);
	mutex_unlock(&bar->lock);
	if (err)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[insert-ebusy]: fault handler bar_fault() returns an error when
 * vm_insert_pfn() gives -EBUSY: another thread was faster and its entry is good, so the task gets
 * SIGBUS for nothing; return VM_FAULT_NOPAGE for -EBUSY
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
