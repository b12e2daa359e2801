/* release: 6.5 6.12 7.1 */
/* expect: none */
/* Since 6.5 a page table is looked into inside an RCU read section, which pte_unmap() ends. */
pte_t *__pte_offset_map(pmd_t *pmd, unsigned long addr, pmd_t *pmdvalp)
{
	rcu_read_lock();
	*pmdvalp = pmdp_get_lockless(pmd);
	if (pmd_none(*pmdvalp))
		goto nomap;
	return table_at(pmdvalp, addr);
nomap:
	rcu_read_unlock();
	return NULL;
}
pte_t *pte_offset_map_ro_nolock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr, spinlock_t **ptlp)
{
	pmd_t pmdval;
	pte_t *pte = __pte_offset_map(pmd, addr, &pmdval);

	if (pte)
		*ptlp = table_lock(mm, &pmdval);
	return pte;
}
static vm_fault_t grid_recheck(struct vm_fault *vmf)
{
	vm_fault_t ret = 0;
	pte_t *pte;

	pte = pte_offset_map_ro_nolock(vmf->vma->vm_mm, vmf->pmd, vmf->address, &vmf->ptl);
	if (!pte)
		return VM_FAULT_NOPAGE;
	if (!pte_none(ptep_get_lockless(pte)))
		ret = VM_FAULT_NOPAGE;
	pte_unmap(pte);
	return ret;
}
static vm_fault_t grid_fault(struct vm_fault *vmf)
{
	struct grid *grid = vmf->vma->vm_private_data;
	vm_fault_t ret = grid_recheck(vmf);

	if (ret)
		return ret;
	mutex_lock(&grid->lock);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, grid->pfn);
	mutex_unlock(&grid->lock);
	return ret;
}
static const struct vm_operations_struct grid_ops = { .fault = grid_fault };
