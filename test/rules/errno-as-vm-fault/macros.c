/* release: 6.12 4.17 */
/* Macros around the condition, the value and the handler. */
#define FOO_OPS(name) \
static const struct vm_operations_struct name##_ops = { .fault = name##_fault }

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (WARN_ON_ONCE(!foo))
		return -EINVAL;
/*		^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -EINVAL, but its
 * result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	if (unlikely(vmf->pgoff >= foo->count))
		return (-ENXIO);
/*		^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -ENXIO, but its
 * result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	BUG_ON(!foo->page);
	vmf->page = foo->page;
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (WARN_ON_ONCE(!foo))
		return VM_FAULT_SIGBUS;
	if (unlikely(vmf->pgoff >= foo->count))
		return (VM_FAULT_SIGBUS);
	BUG_ON(!foo->page);
	vmf->page = foo->page;
	return 0;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

static vm_fault_t cast_fault(struct vm_fault *vmf)
{
	if (vmf->pgoff)
		return (vm_fault_t)-EIO;
/*		^^^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler cast_fault() returns -EIO,
 * but its result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	return (__force vm_fault_t)VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct cast_ops = { .fault = cast_fault };

static vm_fault_t list_fault(struct vm_fault *vmf)
{
	struct foo *foo;
	int err = -ENOENT;

	list_for_each_entry(foo, &foo_list, node) {
		if (foo->pgoff != vmf->pgoff)
			continue;
		err = 0;
		break;
	}
	if (err)
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler list_fault() returns -ENOENT, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct list_ops = { .fault = list_fault };

static vm_fault_t list_ok_fault(struct vm_fault *vmf)
{
	struct foo *foo;
	int err = -ENOENT;

	list_for_each_entry(foo, &foo_list, node) {
		if (foo->pgoff != vmf->pgoff)
			continue;
		err = 0;
		break;
	}
	if (err)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct list_ok_ops = { .fault = list_ok_fault };

static vm_fault_t guard_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	scoped_guard(mutex, &foo->lock) {
		if (!foo->page)
			return -ENODEV;
/*			^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler guard_fault() returns -ENODEV,
 * but its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	}
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct guard_ops = { .fault = guard_fault };
