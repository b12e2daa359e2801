/* release: 6.12 6.1 */
/* expect: none */
/* A trylock copes with failure. */
static vm_fault_t try_fault(struct vm_fault *vmf)
{
	if (!mmap_read_trylock(vmf->vma->vm_mm))
		return VM_FAULT_SIGBUS;
	mmap_read_unlock(vmf->vma->vm_mm);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct try_ops = { .fault = try_fault };

/* The address space of somebody else. */
static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mmap_read_lock(foo->mm);
	foo_walk(foo->mm);
	mmap_read_unlock(foo->mm);
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct other_ops = { .fault = other_fault };

/* Another semaphore. */
static vm_fault_t sem_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	down_read(&foo->sem);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	up_read(&foo->sem);
	return ret;
}
static const struct vm_operations_struct sem_ops = { .fault = sem_fault };

/* The task that asks is not the owner of the mapping. */
static int task_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	mmap_read_lock(current->mm);
	mmap_read_unlock(current->mm);
	return len;
}
static const struct vm_operations_struct task_ops = { .access = task_access };

/* Nobody knows what the function pointer does. */
static vm_fault_t pointer_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->ops->fault(vmf);
}
static const struct vm_operations_struct pointer_ops = { .fault = pointer_fault };
