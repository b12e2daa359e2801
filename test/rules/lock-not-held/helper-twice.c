/* release: 6.12 */
/* A helper that gives a lock back twice is told where it does, and not where a handler calls it. */
struct window {
	struct mutex lock;
	int state;
	unsigned long pfn;
};

static vm_fault_t insert_register(struct vm_area_struct *vma, unsigned long address, struct window *w)
{
	vm_fault_t ret;

	mutex_lock(&w->lock);
	if (w->state != 1) {
		mutex_unlock(&w->lock);
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	ret = vmf_insert_pfn(vma, address, w->pfn);
out:
	mutex_unlock(&w->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: insert_register() releases &w->lock twice on this path: another
 * task that holds it meanwhile loses it, and two run where one should; release it once
 */
	return ret;
}

static vm_fault_t window_fault(struct vm_fault *vmf)
{
	struct window *w = vmf->vma->vm_private_data;

	return insert_register(vmf->vma, vmf->address, w);
}

static const struct vm_operations_struct window_vm_ops = {
	.fault = window_fault,
};
