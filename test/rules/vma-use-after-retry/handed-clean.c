/* release: 6.12 */
/* A reference is taken before, */
static vm_fault_t bo_reserve(struct bo *bo, struct vm_fault *vmf)
{
	if (mutex_trylock(&bo->lock))
		return 0;
	if (fault_flag_allow_retry_first(vmf->flags)) {
		if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
			bo_get(bo);
			mmap_read_unlock(vmf->vma->vm_mm);
			if (!mutex_lock_interruptible(&bo->lock))
				mutex_unlock(&bo->lock);
			bo_put(bo);
		}
		return VM_FAULT_RETRY;
	}
	mutex_lock(&bo->lock);
	return 0;
}

static vm_fault_t bo_fault(struct vm_fault *vmf)
{
	struct bo *bo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = bo_reserve(bo, vmf);
	if (ret)
		return ret;
	ret = bo_insert(vmf, bo);
	mutex_unlock(&bo->lock);
	return ret;
}
static const struct vm_operations_struct bo_ops = { .fault = bo_fault };

/* by the handler, */
static vm_fault_t slot_wait(struct vm_area_struct *vma, struct slot *slot)
{
	mmap_read_unlock(vma->vm_mm);
	wait_event(slot->wait, slot->ready);
	return VM_FAULT_RETRY;
}

static vm_fault_t slot_fault(struct vm_fault *vmf)
{
	struct slot *slot = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (slot_is_ready(slot))
		return slot_insert(vmf);
	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	kref_get(&slot->ref);
	ret = slot_wait(vmf->vma, slot);
	kref_put(&slot->ref, slot_free);
	return ret;
}
static const struct vm_operations_struct slot_ops = { .fault = slot_fault };

/* or nothing is looked into behind it. */
static vm_fault_t task_wait(struct vm_area_struct *vma, struct task *task)
{
	task->waits = true;
	mmap_read_unlock(vma->vm_mm);
	schedule();
	return VM_FAULT_RETRY;
}

static vm_fault_t task_fault(struct vm_fault *vmf)
{
	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return VM_FAULT_NOPAGE;
	return task_wait(vmf->vma, vmf->vma->vm_private_data);
}
static const struct vm_operations_struct task_ops = { .fault = task_fault };

/* expect: none */
