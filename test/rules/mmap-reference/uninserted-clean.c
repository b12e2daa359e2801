/* release: 6.12 */
/* It is asked whether it was inserted. */
static void grant_put(struct grant *grant)
{
	if (!refcount_dec_and_test(&grant->users))
		return;
	if (grant->is_watched)
		mmu_interval_notifier_remove(&grant->notifier);
	kfree(grant);
}

static void grant_open(struct vm_area_struct *vma)
{
	struct grant *grant = vma->vm_private_data;

	refcount_inc(&grant->users);
}

static void grant_close(struct vm_area_struct *vma)
{
	grant_put(vma->vm_private_data);
}
static const struct vm_operations_struct grant_ops = { .open = grant_open, .close = grant_close };

static int grant_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct grant *grant = file->private_data;
	int err;

	refcount_inc(&grant->users);
	vma->vm_ops = &grant_ops;
	vma->vm_private_data = grant;
	err = mmu_interval_notifier_insert_locked(&grant->notifier, vma->vm_mm, vma->vm_start,
						  vma->vm_end - vma->vm_start, &grant_notifier_ops);
	if (err)
		goto out_put;
	grant->is_watched = true;
	return 0;

out_put:
	grant_put(grant);
	return err;
}
static const struct file_operations grant_fops = { .mmap = grant_mmap };

/* Only what comes behind the insertion undoes it. */
static vm_fault_t lease_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct lease_ops = { .fault = lease_fault };

static int lease_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lease *lease = file->private_data;
	int err;

	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &lease_ops;
	err = mmu_interval_notifier_insert_locked(&lease->notifier, vma->vm_mm, vma->vm_start,
						  vma->vm_end - vma->vm_start, &lease_notifier_ops);
	if (err)
		return err;
	err = lease_prepare(lease, vma->vm_start);
	if (err)
		mmu_interval_notifier_remove(&lease->notifier);
	return err;
}
static const struct file_operations lease_fops = { .mmap = lease_mmap };

/* expect: none */
