/* release: 2.6.15 2.6.18 */
/* Since 2.6.15 they take page_table_lock by themselves. */
static int strip_populate(struct vm_area_struct *vma, unsigned long addr, unsigned long len, pgprot_t prot,
			  unsigned long pgoff, int nonblock)
{
	struct mm_struct *mm = vma->vm_mm;
	pgd_t *pgd;
	pud_t *pud;
	pmd_t *pmd;
	pte_t *pte;
	int err = -ENOMEM;

	pgd = pgd_offset(mm, addr);
	spin_lock(&mm->page_table_lock);
	pud = pud_alloc(mm, pgd, addr);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: populate handler strip_populate() calls
 * pud_alloc() while &mm->page_table_lock is held, and pud_alloc() may sleep: the CPU may schedule away with the lock
 * held; end the atomic section before the call
 */
	if (!pud)
		goto out;
	pmd = pmd_alloc(mm, pud, addr);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: populate handler strip_populate() calls
 * pmd_alloc() while &mm->page_table_lock is held, and pmd_alloc() may sleep: the CPU may schedule away with the lock
 * held; end the atomic section before the call
 */
	if (!pmd)
		goto out;
	pte = pte_alloc_map(mm, pmd, addr);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: populate handler strip_populate() calls
 * pte_alloc_map() while &mm->page_table_lock is held, and pte_alloc_map() may sleep: the CPU may schedule away with
 * the lock held; end the atomic section before the call
 */
	if (!pte)
		goto out;
	strip_set(mm, pte, pgoff, prot);
	pte_unmap(pte);
	err = 0;
out:
	spin_unlock(&mm->page_table_lock);
	return err;
}
static struct vm_operations_struct strip_ops = { .populate = strip_populate };
