/* release: 6.12 4.19 */
/* To unlock another lock of the object is no unlock of this one. */
static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	foo->faults++;
	mutex_unlock(&foo->map_lock);
	return VM_FAULT_SIGBUS;
/*	^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler other_fault() returns with &foo->lock still held: the
 * next task that takes it hangs; release it on this path too
 */
}
static const struct vm_operations_struct other_ops = { .fault = other_fault };

/* One object may be reached in two ways. */
static vm_fault_t ways_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	mutex_unlock(&foo->map->foo->lock);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct ways_ops = { .fault = ways_fault };
