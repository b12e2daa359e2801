/* release: 4.10 */
static int foo_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return 0;
/*      ^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler foo_pfn_mkwrite() returns 0: the locking document
 * allows VM_FAULT_NOPAGE or an error alone; since 4.10 core upgrades the entry itself on 0; return VM_FAULT_NOPAGE
 * only if the handler upgraded or inserted the entry, else set contract = "core" in vmops.toml to accept 0
 */
}

static int bar_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct foo_ops = { .pfn_mkwrite = foo_pfn_mkwrite };
static const struct vm_operations_struct bar_ops = { .pfn_mkwrite = bar_pfn_mkwrite };
