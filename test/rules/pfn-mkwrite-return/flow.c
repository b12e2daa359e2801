/* release: 6.12 5.4 */
/* Through a callee, a ternary, goto, a loop, arms, another op's handler. */
static vm_fault_t __foo_write_fault(struct vm_fault *vmf, bool install)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!install)
		return 0;
	return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, foo->pfn);
}

static vm_fault_t callee_pfn_mkwrite(struct vm_fault *vmf)
{
	return __foo_write_fault(vmf, false);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler callee_pfn_mkwrite()
 * returns 0: the locking document allows VM_FAULT_NOPAGE or an error alone; since 4.10 core upgrades the entry itself
 * on 0; return VM_FAULT_NOPAGE only if the handler upgraded or inserted the entry, else set contract = "core" in
 * vmops.toml to accept 0
 */
}

static vm_fault_t callee_ok_pfn_mkwrite(struct vm_fault *vmf)
{
	return __foo_write_fault(vmf, true);
}

static vm_fault_t ternary_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->dirty ? 0 : VM_FAULT_NOPAGE;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler
 * ternary_pfn_mkwrite() returns 0: the locking document allows VM_FAULT_NOPAGE or an error alone; since 4.10 core
 * upgrades the entry itself on 0; return VM_FAULT_NOPAGE only if the handler upgraded or inserted the entry, else set
 * contract = "core" in vmops.toml to accept 0
 */
}

static vm_fault_t goto_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	mutex_lock(&foo->lock);
	if (foo->gone) {
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	if (test_bit(vmf->pgoff, foo->dirty)) {
		ret = VM_FAULT_LOCKED;
		goto out;
	}
	foo_mark_dirty(foo, vmf->pgoff);
out:
	mutex_unlock(&foo->lock);
	return ret;
/*      ^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler goto_pfn_mkwrite() returns VM_FAULT_LOCKED: the
 * locking document allows VM_FAULT_NOPAGE or an error alone; core ignores any other bit and makes the entry writable
 */
}

static vm_fault_t goto_ok_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	mutex_lock(&foo->lock);
	if (foo->gone) {
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	if (test_bit(vmf->pgoff, foo->dirty))
		goto out;
	foo_mark_dirty(foo, vmf->pgoff);
out:
	mutex_unlock(&foo->lock);
	return ret;
}

static vm_fault_t arm_pfn_mkwrite(struct vm_fault *vmf)
{
#ifdef CONFIG_FOO_DIRTY
	foo_mark_dirty(vmf->vma->vm_private_data, vmf->pgoff);
	return VM_FAULT_NOPAGE;
#else
	return 0;
/*      ^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler arm_pfn_mkwrite() returns 0: the locking document
 * allows VM_FAULT_NOPAGE or an error alone; since 4.10 core upgrades the entry itself on 0; return VM_FAULT_NOPAGE
 * only if the handler upgraded or inserted the entry, else set contract = "core" in vmops.toml to accept 0
 */
#endif
}

static vm_fault_t loop_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;
	int i;

	for (i = 0; i < foo->count; i++) {
		ret = vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, foo->pfns[i]);
		if (ret & VM_FAULT_ERROR)
			break;
	}
	return ret;
/*      ^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler loop_pfn_mkwrite() returns 0: the locking
 * document allows VM_FAULT_NOPAGE or an error alone; since 4.10 core upgrades the entry itself on 0; return
 * VM_FAULT_NOPAGE only if the handler upgraded or inserted the entry, else set contract = "core" in vmops.toml to
 * accept 0
 */
}

static vm_fault_t loop_ok_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;
	int i;

	for (i = 0; i < foo->count; i++) {
		ret = vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, foo->pfns[i]);
		if (ret & VM_FAULT_ERROR)
			break;
	}
	return ret;
}

/* Nothing is known of a pointer's answer. */
static vm_fault_t pointer_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->driver->mkwrite(vmf);
}

/* One function for fault and pfn_mkwrite. */
static vm_fault_t shared_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->flags & FAULT_FLAG_MKWRITE)
		return VM_FAULT_NOPAGE;
	vmf->page = foo->page;
	get_page(vmf->page);
	return 0;
}

static vm_fault_t swapped_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->flags & FAULT_FLAG_MKWRITE)
		return 0;
/*              ^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler swapped_fault() returns 0: the locking
 * document allows VM_FAULT_NOPAGE or an error alone; since 4.10 core upgrades the entry itself on 0; return
 * VM_FAULT_NOPAGE only if the handler upgraded or inserted the entry, else set contract = "core" in vmops.toml to
 * accept 0
 */
	vmf->page = foo->page;
	get_page(vmf->page);
	return 0;
}

static const struct vm_operations_struct callee_ops = { .pfn_mkwrite = callee_pfn_mkwrite };
static const struct vm_operations_struct callee_ok_ops = { .pfn_mkwrite = callee_ok_pfn_mkwrite };
static const struct vm_operations_struct ternary_ops = { .pfn_mkwrite = ternary_pfn_mkwrite };
static const struct vm_operations_struct goto_ops = { .pfn_mkwrite = goto_pfn_mkwrite };
static const struct vm_operations_struct goto_ok_ops = { .pfn_mkwrite = goto_ok_pfn_mkwrite };
static const struct vm_operations_struct arm_ops = { .pfn_mkwrite = arm_pfn_mkwrite };
static const struct vm_operations_struct loop_ops = { .pfn_mkwrite = loop_pfn_mkwrite };
static const struct vm_operations_struct loop_ok_ops = { .pfn_mkwrite = loop_ok_pfn_mkwrite };
static const struct vm_operations_struct pointer_ops = { .pfn_mkwrite = pointer_pfn_mkwrite };
static const struct vm_operations_struct shared_ops = { .fault = shared_fault, .pfn_mkwrite = shared_fault };
static const struct vm_operations_struct swapped_ops = { .fault = swapped_fault, .pfn_mkwrite = swapped_fault };
