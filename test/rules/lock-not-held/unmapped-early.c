/* release: 6.1 6.12 */
/* A fault between the two maps the registers again, of a device that is about to sleep. */
static vm_fault_t dev_fault(struct vm_fault *vmf)
{
	struct dev *dev = vmf->vma->vm_private_data;
	unsigned long pfn;
	vm_fault_t ret;
	bool active;

	mutex_lock(&dev->pm.lock);
	active = atomic_read(&dev->pm.state) == DEV_ACTIVE;
	pfn = active ? dev->pfn : page_to_pfn(dev->dummy);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, pfn);
	mutex_unlock(&dev->pm.lock);
	return ret;
}
static const struct vm_operations_struct dev_vm_ops = { .fault = dev_fault };

int dev_suspend(struct dev *dev)
{
	if (atomic_read(&dev->pm.state) != DEV_ACTIVE)
		return -EINVAL;
	unmap_mapping_range(dev->mapping, DEV_OFFSET, 0, 1);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-not-held]: dev_suspend() takes the mapping
 * away before it changes pm.state under lock, where fault handler dev_fault() reads it: a fault in between maps again
 * by what was, and nothing takes that away; change it first, and unmap under lock
 */
	mutex_lock(&dev->pm.lock);
	atomic_set(&dev->pm.state, DEV_SUSPENDED);
	mutex_unlock(&dev->pm.lock);
	return 0;
}

/* The same of a plain field. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	spin_lock(&bar->lock);
	if (bar->enabled)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, bar->pfn + vmf->pgoff);
	spin_unlock(&bar->lock);
	return ret;
}
static const struct vm_operations_struct bar_vm_ops = { .fault = bar_fault };

void bar_disable(struct bar *bar)
{
	unmap_mapping_range(bar->mapping, 0, 0, 1);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-not-held]: bar_disable() takes the mapping away before
 * it changes enabled under lock, where fault handler bar_fault() reads it: a fault in between maps again by what was,
 * and nothing takes that away; change it first, and unmap under lock
 */
	spin_lock(&bar->lock);
	bar->enabled = false;
	spin_unlock(&bar->lock);
}
