/* release: 6.12 5.10 */
/* Read sections in which one may sleep, and references that keep a device awake or an object in place. */
struct foo { struct drm_device *ddev; struct device *dev; struct srcu_struct srcu; int kind; unsigned long pfn; };

static vm_fault_t dax_fault_early(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int id;

	id = dax_read_lock();
	if (foo->kind > 2)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler dax_fault_early() returns with the read
 * section of dax_read_lock() still held: the task that waits for the readers, to remove the device,
 * waits for ever; release it on this path too
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	dax_read_unlock(id);
	return ret;
}
static const struct vm_operations_struct dax_early_ops = { .fault = dax_fault_early };

static vm_fault_t drm_fault_early(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int idx;

	if (!drm_dev_enter(foo->ddev, &idx))
		return VM_FAULT_SIGBUS;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	if (ret != VM_FAULT_NOPAGE)
		return ret;
/*              ^^^^^^^^^^^ warning[lock-imbalance]: fault handler drm_fault_early() returns with the read section of
 * drm_dev_enter() still held: the task that waits for the readers, to remove the device, waits for ever;
 * release it on this path too
 */
	drm_dev_exit(idx);
	return ret;
}
static const struct vm_operations_struct drm_early_ops = { .fault = drm_fault_early };

static vm_fault_t srcu_fault_early(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int idx = srcu_read_lock(&foo->srcu);

	if (!foo->pfn)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler srcu_fault_early() returns with the
 * read section of srcu_read_lock() still held: the task that waits for the readers, to remove the
 * device, waits for ever; release it on this path too
 */
	srcu_read_unlock(&foo->srcu, idx);
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct srcu_early_ops = { .fault = srcu_fault_early };

static void foo_wake(struct foo *foo)
{
	pm_runtime_get_noresume(foo->dev);
	if (foo->kind != 3)
		pm_runtime_resume(foo->dev);
}
static vm_fault_t power_fault_early(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	bool needs_power = foo->kind & 4;
	vm_fault_t ret;

	if (needs_power)
		foo_wake(foo);
	if (!foo->pfn)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler power_fault_early() returns with the
 * power reference of foo_wake() still held: the device is never suspended again; release it on this
 * path too
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	if (needs_power)
		pm_runtime_put(foo->dev);
	return ret;
}
static const struct vm_operations_struct power_early_ops = { .fault = power_fault_early };

/* Taken again on the way back to a label, and given back once. */
static vm_fault_t again_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret;
	int error = 0;

retry:
	filemap_invalidate_lock_shared(inode->i_mapping);
	ret = dax_iomap_fault(vmf, 0, NULL, &error, &foo_iomap_ops);
	if ((ret & VM_FAULT_ERROR) && error == -EAGAIN)
		goto retry;
	filemap_invalidate_unlock_shared(inode->i_mapping);
	return ret;
/*      ^^^^^^^^^^^ warning[lock-imbalance]: fault handler again_fault() returns with
 * &inode->i_mapping->invalidate_lock still held: the next task that takes it hangs; release it on this
 * path too
 */
}
static const struct vm_operations_struct again_ops = { .fault = again_fault };

/* Right: each way out gives back what it has. */
static vm_fault_t all_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	int id, idx, err;

	err = pm_runtime_resume_and_get(foo->dev);
	if (err < 0)
		return VM_FAULT_SIGBUS;
	id = dax_read_lock();
	if (foo->kind > 2)
		goto out;
	if (!drm_dev_enter(foo->ddev, &idx))
		goto out;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	drm_dev_exit(idx);
out:
	dax_read_unlock(id);
	pm_runtime_put(foo->dev);
	return ret;
}
static const struct vm_operations_struct all_ops = { .fault = all_fault };

/* Right: open keeps the device awake for close. */
static void awake_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	pm_runtime_get_sync(foo->dev);
}
static void awake_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	pm_runtime_put(foo->dev);
}
static const struct vm_operations_struct awake_ops = { .open = awake_open, .close = awake_close };
