/* release: 6.1 5.10 */
/* A callee gives the entry with its lock where it is there alone: the caller that asks once more has the same answer. */
static int foo_locked_entry(struct mm_struct *mm, unsigned long address, pte_t **ptep, spinlock_t **ptl)
{
	pmd_t *pmd = foo_pmd(mm, address);
	pte_t *pte;

	if (!pmd)
		return -EINVAL;
	pte = pte_offset_map_lock(mm, pmd, address, ptl);
	if (!pte_present(*pte)) {
		pte_unmap_unlock(pte, *ptl);
		return -EINVAL;
	}
	*ptep = pte;
	return 0;
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	spinlock_t *ptl;
	pte_t *pte = NULL;

	foo_locked_entry(vmf->vma->vm_mm, vmf->address, &pte, &ptl);
	if (pte && pte_present(*pte))
		pte_unmap_unlock(pte, ptl);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t result_fault(struct vm_fault *vmf)
{
	spinlock_t *ptl;
	pte_t *pte;

	if (foo_locked_entry(vmf->vma->vm_mm, vmf->address, &pte, &ptl))
		return VM_FAULT_SIGBUS;
	if (pte_present(*pte))
		pte_unmap_unlock(pte, ptl);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct result_ops = { .fault = result_fault };

/* By what it returns. */
static pte_t *bar_locked_entry(struct mm_struct *mm, unsigned long address, spinlock_t **ptl)
{
	pte_t *pte = pte_offset_map_lock(mm, foo_pmd(mm, address), address, ptl);

	if (pte_present(*pte))
		return pte;
	pte_unmap_unlock(pte, *ptl);
	return NULL;
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	spinlock_t *ptl;
	pte_t *pte = bar_locked_entry(vmf->vma->vm_mm, vmf->address, &ptl);

	if (pte && pte_present(*pte))
		pte_unmap_unlock(pte, ptl);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* A field of the object that the lock lies in. */
static struct obj *obj_get_locked(struct file *file)
{
	struct obj *obj = obj_find(file);

	if (!obj)
		return NULL;
	mutex_lock(&obj->lock);
	if (obj->flags & OBJ_DEAD) {
		mutex_unlock(&obj->lock);
		return NULL;
	}
	return obj;
}

static vm_fault_t obj_fault(struct vm_fault *vmf)
{
	struct obj *obj = obj_get_locked(vmf->vma->vm_file);

	if (!obj)
		return VM_FAULT_SIGBUS;
	if (!(obj->flags & OBJ_DEAD))
		mutex_unlock(&obj->lock);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct obj_ops = { .fault = obj_fault };

/* The callee asks nothing of the entry. */
static int any_locked_entry(struct mm_struct *mm, unsigned long address, pte_t **ptep, spinlock_t **ptl)
{
	pmd_t *pmd = foo_pmd(mm, address);

	if (!pmd)
		return -EINVAL;
	*ptep = pte_offset_map_lock(mm, pmd, address, ptl);
	return 0;
}

static vm_fault_t any_fault(struct vm_fault *vmf)
{
	spinlock_t *ptl;
	pte_t *pte;

	if (any_locked_entry(vmf->vma->vm_mm, vmf->address, &pte, &ptl))
		return VM_FAULT_SIGBUS;
	if (pte_present(*pte))
		pte_unmap_unlock(pte, ptl);
	return VM_FAULT_SIGBUS;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler any_fault() returns with ptl still held: the
 * task goes on in atomic context, and the next that takes it spins for ever; release it on this path too
 */
}
static const struct vm_operations_struct any_ops = { .fault = any_fault };

/* The callee asks for something else. */
static vm_fault_t other_fault(struct vm_fault *vmf)
{
	spinlock_t *ptl;
	pte_t *pte;

	if (foo_locked_entry(vmf->vma->vm_mm, vmf->address, &pte, &ptl))
		return VM_FAULT_SIGBUS;
	if (pte_write(*pte))
		pte_unmap_unlock(pte, ptl);
	return VM_FAULT_SIGBUS;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler other_fault() returns with ptl still held: the
 * task goes on in atomic context, and the next that takes it spins for ever; release it on this path too
 */
}
static const struct vm_operations_struct other_ops = { .fault = other_fault };

/* What is behind the lock may be another by now. */
static vm_fault_t later_fault(struct vm_fault *vmf)
{
	struct obj *obj = obj_get_locked(vmf->vma->vm_file);

	if (!obj)
		return VM_FAULT_SIGBUS;
	obj->flags = obj_new_flags(obj);
	if (!(obj->flags & OBJ_DEAD))
		mutex_unlock(&obj->lock);
	return VM_FAULT_SIGBUS;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler later_fault() returns with a mutex still held:
 * the next task that takes it hangs; release it on this path too
 */
}
static const struct vm_operations_struct later_ops = { .fault = later_fault };
