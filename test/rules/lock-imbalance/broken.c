/* release: 6.12 4.19 */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&foo->lock);
	if (!foo->present)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler foo_fault() returns with
 * &foo->lock still held: the next task that takes it hangs; release it on this path too
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
}

static void foo_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	spin_lock(&foo->users_lock);
	if (--foo->users)
		return;
/*              ^^^^^^^ warning[lock-imbalance]: close handler foo_close() returns with &foo->users_lock
 * still held: the task goes on in atomic context, and the next that takes it spins for ever; release it
 * on this path too
 */
	spin_unlock(&foo->users_lock);
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault, .close = foo_close };

/* Through a goto that jumps past the unlock. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	down_read(&foo->sem);
	if (!foo->present)
		goto out;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	up_read(&foo->sem);
out:
	return ret;
/*      ^^^^^^^^^^^ warning[lock-imbalance]: fault handler bar_fault() returns with &foo->sem still held:
 * the next task that takes it hangs; release it on this path too
 */
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* The callee releases on one of its paths. */
static int baz_step(struct foo *foo)
{
	if (foo->broken)
		return -EIO;
	mutex_unlock(&foo->lock);
	return 0;
}

static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	if (baz_step(foo))
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler baz_fault() returns with
 * &foo->lock still held: the next task that takes it hangs; release it on this path too
 */
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

/* Locks that were given back on the way do not explain it. */
static vm_fault_t qux_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->state_lock);
	foo->faults++;
	mutex_unlock(&foo->state_lock);
	mutex_lock(&foo->lock);
	if (!foo->present)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler qux_fault() returns with
 * &foo->lock still held: the next task that takes it hangs; release it on this path too
 * note: mutex_lock() takes &foo->lock @ mutex_lock(&foo->lock)
 * note: `foo->present` is false @ foo->present
 */
	mutex_unlock(&foo->lock);
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct qux_ops = { .fault = qux_fault };
