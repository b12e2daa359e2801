/* release: 4.1 4.9 */
/* Before 4.10 core rechecks the entry for any result without an error: 0 and NOPAGE are the same to it. */
static int foo_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	file_update_time(vma->vm_file);
	return 0;
/*      ^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler foo_pfn_mkwrite() returns 0: the locking document
 * allows VM_FAULT_NOPAGE or an error alone; core rechecks the entry and makes it writable for any result without an
 * error
 */
}

static int bar_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	file_update_time(vma->vm_file);
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct foo_ops = { .pfn_mkwrite = foo_pfn_mkwrite };
static const struct vm_operations_struct bar_ops = { .pfn_mkwrite = bar_pfn_mkwrite };
