/* release: 4.17 6.12 */
struct rig { struct kref ref; struct mutex lock; void *mem; };

static void rig_free(struct kref *ref)
{
	kfree(container_of(ref, struct rig, ref));
}
void rig_get(struct rig *rig)
{
	kref_get(&rig->ref);
}
void rig_put(struct rig *rig)
{
	kref_put(&rig->ref, rig_free);
}

/* For as long as mmap_lock is given back, but without its get. */
static vm_fault_t rig_wait_fault(struct vm_fault *vmf, unsigned long size)
{
	struct rig *rig = vmf->vma->vm_file->private_data;

	if (vmf->pgoff >= size)
		return VM_FAULT_SIGBUS;
	if (mutex_lock_interruptible(&rig->lock))
		goto out;
	rig_fill(rig);
	mutex_unlock(&rig->lock);
out:
	rig_put(rig);
/*      ^^^^^^^^^^^^ warning[use-after-put]: rig_wait_fault() gives back a reference to rig (rig_put()) that it never
 * took: each fault drops one that the mapping or its file holds, and the object is freed while they use it; call
 * rig_get() before, or leave the put out
 */
	return VM_FAULT_NOPAGE;
}
static vm_fault_t rig_fault(struct vm_fault *vmf)
{
	return rig_wait_fault(vmf, 4);
}
static const struct vm_operations_struct rig_ops = { .fault = rig_fault };

/* On the error path of the handler itself. */
static vm_fault_t own_fault(struct vm_fault *vmf)
{
	struct rig *rig = vmf->vma->vm_private_data;
	struct page *page = rig_page(rig, vmf->pgoff);

	if (!page) {
		rig_put(rig);
/*              ^^^^^^^^^^^^ warning[use-after-put]: own_fault() gives back a reference to rig (rig_put()) that it
 * never took: each fault drops one that the mapping or its file holds, and the object is freed while they use it;
 * call rig_get() before, or leave the put out
 */
		return VM_FAULT_SIGBUS;
	}
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct own_ops = { .fault = own_fault };
