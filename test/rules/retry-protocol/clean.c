/* release: 6.12 6.6 */
/* expect: none */
static vm_fault_t good_fault(struct vm_fault *vmf)
{
	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY))
		return VM_FAULT_SIGBUS;
	if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		release_fault_lock(vmf);
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct good_ops = { .fault = good_fault };

static vm_fault_t nested_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!mutex_trylock(&foo->lock)) {
		if (fault_flag_allow_retry_first(vmf->flags)) {
			if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
				mmap_read_unlock(vmf->vma->vm_mm);
				foo_wait();
			}
			return VM_FAULT_RETRY;
		}
		mutex_lock(&foo->lock);
	}
	mutex_unlock(&foo->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct nested_ops = { .fault = nested_fault };

/* A library function keeps the protocol. */
static vm_fault_t library_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = filemap_fault(vmf);

	if (ret & VM_FAULT_RETRY)
		foo_count_retry();
	return ret;
}
static const struct vm_operations_struct library_ops = { .fault = library_fault };

/* get_user_pages(), which alone asks not to wait, never enters a mapping of page frames. */
static vm_fault_t pfn_fault(struct vm_fault *vmf)
{
	if (foo_busy()) {
		if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY))
			return VM_FAULT_NOPAGE;
		mmap_read_unlock(vmf->vma->vm_mm);
		return VM_FAULT_RETRY;
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, foo_pfn());
}
static const struct vm_operations_struct pfn_ops = { .fault = pfn_fault };

/* Whoever is handed the fault may ask for the flag, and release the lock. */
static vm_fault_t elsewhere_fault(struct vm_fault *vmf)
{
	struct file *file = foo_unlock_for_wait(vmf);

	if (!file)
		return VM_FAULT_NOPAGE;
	foo_wait();
	fput(file);
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct elsewhere_ops = { .fault = elsewhere_fault };

/* Who may not wait may retry. */
static vm_fault_t nowait_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!foo->ready)
		return vmf->flags & FAULT_FLAG_RETRY_NOWAIT ? VM_FAULT_RETRY : VM_FAULT_NOPAGE;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct nowait_ops = { .fault = nowait_fault };

/* A callee that tells the flags apart, and drops the lock for a fatal signal after somebody out of sight could not. */
static int foo_lock_or_drop(struct vm_fault *vmf, struct foo *foo, struct file **pinned)
{
	if (foo_trylock(foo))
		return 1;
	if (vmf->flags & FAULT_FLAG_RETRY_NOWAIT)
		return 0;
	*pinned = foo_unlock_for_io(vmf, *pinned);
	if (foo_lock_killable(foo)) {
		if (!*pinned)
			mmap_read_unlock(vmf->vma->vm_mm);
		return 0;
	}
	return 1;
}

static vm_fault_t dropped_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct file *pinned = NULL;

	if (!foo_lock_or_drop(vmf, foo, &pinned))
		goto retry;
	vmf->page = foo_page(foo);
	return VM_FAULT_LOCKED;
retry:
	if (pinned)
		fput(pinned);
	return VM_FAULT_RETRY;
}
static const struct vm_operations_struct dropped_ops = { .fault = dropped_fault };

/* What asks stands below, and has run before the way went back. */
static void asking(struct vm_fault *vmf)
{
	if ((vmf->flags & FAULT_FLAG_ALLOW_RETRY) && !(vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		mmap_read_unlock(vmf->vma->vm_mm);
}
static vm_fault_t again_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	bool asked = false;

again:
	if (asked && foo->busy)
		return VM_FAULT_RETRY;
	asking(vmf);
	asked = true;
	goto again;
}
static const struct vm_operations_struct again_ops = { .fault = again_fault };
