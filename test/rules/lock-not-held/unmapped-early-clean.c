/* release: 6.1 6.12 */
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

/* The state first, and both under the lock. */
int dev_suspend(struct dev *dev)
{
	mutex_lock(&dev->pm.lock);
	atomic_set(&dev->pm.state, DEV_SUSPENDED);
	unmap_mapping_range(dev->mapping, DEV_OFFSET, 0, 1);
	mutex_unlock(&dev->pm.lock);
	return 0;
}

/* Under the lock no fault comes in between, in whichever order. */
int dev_reset(struct dev *dev)
{
	mutex_lock(&dev->pm.lock);
	unmap_mapping_range(dev->mapping, DEV_OFFSET, 0, 1);
	atomic_set(&dev->pm.state, DEV_RESET);
	mutex_unlock(&dev->pm.lock);
	return 0;
}

/* The state was another before already. */
int dev_remove(struct dev *dev)
{
	mutex_lock(&dev->pm.lock);
	atomic_set(&dev->pm.state, DEV_GOING);
	mutex_unlock(&dev->pm.lock);
	unmap_mapping_range(dev->mapping, DEV_OFFSET, 0, 1);
	mutex_lock(&dev->pm.lock);
	atomic_set(&dev->pm.state, DEV_GONE);
	mutex_unlock(&dev->pm.lock);
	return 0;
}

/* What was mapped again meanwhile goes as well. */
int dev_stop(struct dev *dev)
{
	unmap_mapping_range(dev->mapping, DEV_OFFSET, 0, 1);
	mutex_lock(&dev->pm.lock);
	atomic_set(&dev->pm.state, DEV_SUSPENDED);
	unmap_mapping_range(dev->mapping, DEV_OFFSET, 0, 1);
	mutex_unlock(&dev->pm.lock);
	return 0;
}

/* What fault does not read is no matter of it. */
int dev_count(struct dev *dev)
{
	unmap_mapping_range(dev->mapping, DEV_OFFSET, 0, 1);
	mutex_lock(&dev->pm.lock);
	dev->pm.resets++;
	mutex_unlock(&dev->pm.lock);
	return 0;
}
/* expect: none */
