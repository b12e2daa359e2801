/* release: 6.12 4.14 */
/* Bookkeeping and NOPAGE was right up to 4.9; since 4.10 nobody makes the entry writable. */
static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	set_bit(vmf->pgoff, foo->dirty);
	return VM_FAULT_NOPAGE;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-livelock]: pfn_mkwrite handler foo_pfn_mkwrite()
 * returns VM_FAULT_NOPAGE although nothing on this path made the entry writable: core does nothing more
 * since 4.10, and the write faults again for ever; return 0, or install the entry with
 * vmf_insert_mixed_mkwrite()
 */
}
static const struct vm_operations_struct foo_ops = { .pfn_mkwrite = foo_pfn_mkwrite };

/* Through a local, on one of two paths. */
static vm_fault_t bar_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (foo->readonly)
		ret = VM_FAULT_SIGBUS;
	return ret;
/*      ^^^^^^^^^^^ warning[pfn-mkwrite-livelock]: pfn_mkwrite handler bar_pfn_mkwrite() returns
 * VM_FAULT_NOPAGE although nothing on this path made the entry writable: core does nothing more since
 * 4.10, and the write faults again for ever; return 0, or install the entry with
 * vmf_insert_mixed_mkwrite()
 */
}
static const struct vm_operations_struct bar_ops = { .pfn_mkwrite = bar_pfn_mkwrite };

/* In a callee. */
static vm_fault_t baz_mark(struct foo *foo)
{
	foo->writes++;
	return VM_FAULT_NOPAGE;
}

static vm_fault_t baz_pfn_mkwrite(struct vm_fault *vmf)
{
	return baz_mark(vmf->vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-livelock]: pfn_mkwrite handler
 * baz_pfn_mkwrite() returns VM_FAULT_NOPAGE although nothing on this path made the entry writable: core
 * does nothing more since 4.10, and the write faults again for ever; return 0, or install the entry with
 * vmf_insert_mixed_mkwrite()
 */
}
static const struct vm_operations_struct baz_ops = { .pfn_mkwrite = baz_pfn_mkwrite };
