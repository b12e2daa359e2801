/* release: 6.12 6.6 */
/* expect: none */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	mutex_lock(&foo->lock);
	if (!foo->present)
		goto unlock;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
unlock:
	mutex_unlock(&foo->lock);
	return ret;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* The scope releases it. */
static vm_fault_t guard_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	guard(mutex)(&foo->lock);
	if (!foo->present)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct guard_ops = { .fault = guard_fault };

/* Taken and released under the same condition. */
static vm_fault_t cond_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	bool shared = foo->shared;
	vm_fault_t ret;

	if (shared)
		down_read(&foo->sem);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	if (shared)
		up_read(&foo->sem);
	return ret;
}
static const struct vm_operations_struct cond_ops = { .fault = cond_fault };

/* A trylock that failed holds nothing. */
static vm_fault_t try_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (!mutex_trylock(&foo->lock))
		return VM_FAULT_NOPAGE;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
}
static const struct vm_operations_struct try_ops = { .fault = try_fault };

/* What the pointer does with it is not known. */
static vm_fault_t far_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	foo->ops->finish(foo);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct far_ops = { .fault = far_fault };
