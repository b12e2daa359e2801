/* release: 6.12 6.1 */
struct pool { struct mutex lock; unsigned long *pfns; unsigned long count; bool ready; };

#define WHEN(x) if (x) {
#define WHEN_OVER }

/* Macros have some of its braces: what it does to a lock of its caller, and what it returns, is not known. */
static vm_fault_t pool_insert(struct pool *pool, struct vm_fault *vmf)
{
	vm_fault_t ret = VM_FAULT_NOPAGE;

	WHEN(!pool->ready)
		mutex_unlock(&pool->lock);
		return VM_FAULT_RETRY;
	WHEN_OVER
	return ret;
}

static vm_fault_t pool_huge_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&pool->lock);
	ret = pool_insert(pool, vmf);
	if (ret == VM_FAULT_RETRY)
		return ret;
	mutex_unlock(&pool->lock);
	return ret;
}

/* The function behind them is read as ever. */
static vm_fault_t pool_next_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;

	mutex_lock(&pool->lock);
	if (vmf->pgoff >= pool->count)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler pool_next_fault() returns with
 * &pool->lock still held: the next task that takes it hangs; release it on this path too
 */
	mutex_unlock(&pool->lock);
	return vmf_insert_pfn(vmf->vma, vmf->address, pool->pfns[vmf->pgoff]);
}

static const struct vm_operations_struct second_ops = { .fault = pool_huge_fault };
static const struct vm_operations_struct next_ops = { .fault = pool_next_fault };
