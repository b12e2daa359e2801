/* release: 6.12 6.1 */
struct well { struct kref ref; refcount_t users; atomic_t mapped; atomic_t faults; struct mutex lock; unsigned long pfn; unsigned long flags; struct work_struct work; bool gone; bool first; };

/* Every way gives it back. */
static vm_fault_t wait_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	get_well(well);
	if (mutex_lock_interruptible(&well->lock))
		goto put;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	mutex_unlock(&well->lock);
put:
	put_well(well);
	return ret;
}

/* What succeeds keeps it, until close. */
static vm_fault_t charge_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret;

	atomic_inc(&well->mapped);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	if (ret & VM_FAULT_ERROR)
		atomic_dec(&well->mapped);
	return ret;
}

/* The first fault keeps it, the others find the mark. */
static vm_fault_t first_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;

	get_well(well);
	if (test_and_set_bit(0, &well->flags))
		put_well(well);
	return vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
}
static vm_fault_t mark_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);

	kref_get(&well->ref);
	mutex_lock(&well->lock);
	if (!well->first) {
		well->first = true;
		mutex_unlock(&well->lock);
		return ret;
	}
	mutex_unlock(&well->lock);
	kref_put(&well->ref, well_free);
	return ret;
}

/* The work that runs later gives it back. */
static vm_fault_t later_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;

	kref_get(&well->ref);
	if (queue_work(system_wq, &well->work))
		return VM_FAULT_NOPAGE;
	kref_put(&well->ref, well_free);
	return VM_FAULT_SIGBUS;
}

/* Whoever waits may have given it back. */
static vm_fault_t unknown_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;

	kref_get(&well->ref);
	if (well_wait_or_drop(well))
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
}

/* A number for statistics. */
static vm_fault_t faults_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;

	atomic_inc(&well->faults);
	if (well->gone)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
}

/* What was not taken need not be given back. */
static vm_fault_t unless_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (!kref_get_unless_zero(&well->ref))
		return VM_FAULT_SIGBUS;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	kref_put(&well->ref, well_free);
	return ret;
}

/* It puts what it holds when mmap_lock was dropped. */
static vm_fault_t retry_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;

	if (well->gone && fault_flag_allow_retry_first(vmf->flags)) {
		kref_get(&well->ref);
		mmap_read_unlock(vmf->vma->vm_mm);
		well_wait(well);
		kref_put(&well->ref, well_free);
		return VM_FAULT_RETRY;
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
}

/* Its answer says whether it was taken. */
static bool well_enter(struct well *well)
{
	atomic_inc(&well->mapped);
	if (well->gone) {
		atomic_dec(&well->mapped);
		return false;
	}
	return true;
}
static int well_lend(struct well *well)
{
	kref_get(&well->ref);
	if (well->gone) {
		kref_put(&well->ref, well_free);
		return 0;
	}
	return 1;
}
static vm_fault_t asks_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (!well_enter(well))
		return VM_FAULT_SIGBUS;
	if (!well_lend(well)) {
		atomic_dec(&well->mapped);
		return VM_FAULT_SIGBUS;
	}
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	kref_put(&well->ref, well_free);
	atomic_dec(&well->mapped);
	return ret;
}
static const struct vm_operations_struct asks_ops = { .fault = asks_fault };
static const struct vm_operations_struct wait_ops = { .fault = wait_fault };
static const struct vm_operations_struct charge_ops = { .fault = charge_fault };
static const struct vm_operations_struct first_ops = { .fault = first_fault };
static const struct vm_operations_struct mark_ops = { .fault = mark_fault };
static const struct vm_operations_struct later_ops = { .fault = later_fault };
static const struct vm_operations_struct unknown_ops = { .fault = unknown_fault };
static const struct vm_operations_struct faults_ops = { .fault = faults_fault };
static const struct vm_operations_struct unless_ops = { .fault = unless_fault };
static const struct vm_operations_struct retry_ops = { .fault = retry_fault };
/* expect: none */
