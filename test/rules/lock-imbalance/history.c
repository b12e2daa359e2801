/* release: 6.12 6.1 */

/* A ring that went away in between left the read section open. */
static vm_fault_t ring_fault(struct vm_fault *vmf)
{
	struct ring_event *event = vmf->vma->vm_file->private_data;
	struct ring *rb;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	rcu_read_lock();
	rb = rcu_dereference(event->rb);
	if (!rb)
		return ret;
/*              ^^^^^^^^^^^ warning[lock-imbalance]: fault handler ring_fault() returns with the RCU
 * read lock still held: the task goes on inside the read section, and grace periods never end;
 * release it on this path too */
	vmf->page = ring_page(rb, vmf->pgoff);
	if (!vmf->page)
		goto unlock;
	get_page(vmf->page);
	ret = 0;
unlock:
	rcu_read_unlock();
	return ret;
}
static const struct vm_operations_struct ring_fault_ops = { .fault = ring_fault };

static vm_fault_t good_ring_fault(struct vm_fault *vmf)
{
	struct ring_event *event = vmf->vma->vm_file->private_data;
	struct ring *rb;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	rcu_read_lock();
	rb = rcu_dereference(event->rb);
	if (!rb)
		goto unlock;
	vmf->page = ring_page(rb, vmf->pgoff);
	if (!vmf->page)
		goto unlock;
	get_page(vmf->page);
	ret = 0;
unlock:
	rcu_read_unlock();
	return ret;
}
static const struct vm_operations_struct good_ring_fault_ops = { .fault = good_ring_fault };
