/* release: 6.12 4.17 */
/* 0 is what core wants since 4.10, and not what the document allows. */
static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	file_update_time(vmf->vma->vm_file);
	return 0;
/*      ^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler foo_pfn_mkwrite() returns 0: the locking document
 * allows VM_FAULT_NOPAGE or an error alone; since 4.10 core upgrades the entry itself on 0; return VM_FAULT_NOPAGE
 * only if the handler upgraded or inserted the entry, else set contract = "core" in vmops.toml to accept 0
 */
}

static vm_fault_t bar_pfn_mkwrite(struct vm_fault *vmf)
{
	file_update_time(vmf->vma->vm_file);
	return VM_FAULT_NOPAGE;
}

static vm_fault_t local_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	if (foo->frozen)
		ret = VM_FAULT_SIGBUS;
	return ret;
/*      ^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler local_pfn_mkwrite() returns 0: the locking
 * document allows VM_FAULT_NOPAGE or an error alone; since 4.10 core upgrades the entry itself on 0; return
 * VM_FAULT_NOPAGE only if the handler upgraded or inserted the entry, else set contract = "core" in vmops.toml to
 * accept 0
 */
}

static vm_fault_t local_ok_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	if (foo->frozen)
		ret = VM_FAULT_SIGBUS;
	else
		ret = VM_FAULT_NOPAGE;
	return ret;
}

static vm_fault_t errors_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	switch (foo->state) {
	case 0:
		return VM_FAULT_OOM;
	case 1:
		return VM_FAULT_SIGBUS;
	case 2:
		return VM_FAULT_HWPOISON;
	case 3:
		return VM_FAULT_SIGSEGV;
	case 4:
		return VM_FAULT_NOPAGE | VM_FAULT_MAJOR;
	case 5:
		return VM_FAULT_MAJOR;
/*              ^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler errors_pfn_mkwrite() returns
 * VM_FAULT_MAJOR: the locking document allows VM_FAULT_NOPAGE or an error alone; core ignores any other bit and makes
 * the entry writable
 */
	default:
		return VM_FAULT_LOCKED;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler errors_pfn_mkwrite() returns
 * VM_FAULT_LOCKED: the locking document allows VM_FAULT_NOPAGE or an error alone; core ignores any other bit and
 * makes the entry writable
 */
	}
}

static const struct vm_operations_struct foo_ops = { .pfn_mkwrite = foo_pfn_mkwrite };
static const struct vm_operations_struct bar_ops = { .pfn_mkwrite = bar_pfn_mkwrite };
static const struct vm_operations_struct local_ops = { .pfn_mkwrite = local_pfn_mkwrite };
static const struct vm_operations_struct local_ok_ops = { .pfn_mkwrite = local_ok_pfn_mkwrite };
static const struct vm_operations_struct errors_ops = { .pfn_mkwrite = errors_pfn_mkwrite };
