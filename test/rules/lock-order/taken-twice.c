/* release: 6.12 6.1 */
struct pool { struct mutex lock; unsigned long *pfns; unsigned long count; bool stale; };

/* The second lock is the slip: that the first one is then still held is not told as well. */
static vm_fault_t again_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	mutex_lock(&pool->lock);
	if (pool->stale)
		mutex_lock(&pool->lock);
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: fault handler again_fault() takes &pool->lock with that
 * lock held: the task waits for itself for ever; take it once
 */
	if (vmf->pgoff < pool->count)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, pool->pfns[vmf->pgoff]);
	mutex_unlock(&pool->lock);
	return ret;
}

/* So it is where both are given back. */
static vm_fault_t both_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	mutex_lock(&pool->lock);
	if (vmf->pgoff < pool->count) {
		mutex_lock(&pool->lock);
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: fault handler both_fault() takes &pool->lock with that
 * lock held: the task waits for itself for ever; take it once
 */
		ret = vmf_insert_pfn(vmf->vma, vmf->address, pool->pfns[vmf->pgoff]);
		mutex_unlock(&pool->lock);
	}
	mutex_unlock(&pool->lock);
	return ret;
}

/* Another slip on another path is told. */
static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&pool->lock);
	if (vmf->pgoff >= pool->count)
		return VM_FAULT_SIGBUS;
	if (pool->stale)
		mutex_lock(&pool->lock);
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: fault handler other_fault() takes &pool->lock with that
 * lock held: the task waits for itself for ever; take it once
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, pool->pfns[vmf->pgoff]);
	mutex_unlock(&pool->lock);
	return ret;
}

/* Taken again behind its release. */
static vm_fault_t clean_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	mutex_lock(&pool->lock);
	if (pool->stale) {
		mutex_unlock(&pool->lock);
		mutex_lock(&pool->lock);
	}
	if (vmf->pgoff < pool->count)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, pool->pfns[vmf->pgoff]);
	mutex_unlock(&pool->lock);
	return ret;
}

static const struct vm_operations_struct again_ops = { .fault = again_fault };
static const struct vm_operations_struct both_ops = { .fault = both_fault };
static const struct vm_operations_struct other_ops = { .fault = other_fault };
static const struct vm_operations_struct clean_ops = { .fault = clean_fault };
