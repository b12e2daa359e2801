/* release: 6.12 6.1 */
struct resv;
struct base { struct mutex lock; unsigned long pages; };
struct bo { struct base base; unsigned long *pfns; unsigned long count; };

#define to_bo(x) container_of(x, struct bo, base)

/* The lock of the object that lies in it, taken by the one name and given back by the other. */
static vm_fault_t bo_fault(struct vm_fault *vmf)
{
	struct base *base = vmf->vma->vm_private_data;
	struct bo *bo = to_bo(base);
	unsigned long pfn;

	mutex_lock(&base->lock);
	if (!bo->pfns) {
		mutex_unlock(&bo->base.lock);
		return VM_FAULT_SIGBUS;
	}
	if (vmf->pgoff >= bo->count)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler bo_fault() returns with &base->lock
 * still held: the next task that takes it hangs; release it on this path too
 */
	pfn = bo->pfns[vmf->pgoff];
	mutex_unlock(&bo->base.lock);
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
}
static const struct vm_operations_struct bo_ops = { .fault = bo_fault };
