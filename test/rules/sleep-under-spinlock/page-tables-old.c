/* release: 2.6.12 2.6.14 */
/* expect: none */
/* Up to 2.6.14 page_table_lock was held around these, and they dropped it to allocate. */
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
	if (!pud)
		goto out;
	pmd = pmd_alloc(mm, pud, addr);
	if (!pmd)
		goto out;
	pte = pte_alloc_map(mm, pmd, addr);
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
