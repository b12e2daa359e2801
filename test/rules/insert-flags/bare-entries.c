/* release: 6.12 6.1 */
/* Entries that are set by hand have to be special, unless the page is counted for each. */
struct run { struct mm_struct *mm; struct page **pages; pgprot_t prot; int at; };

static int plain_fn(pte_t *ptep, unsigned long addr, void *data)
{
	struct run *r = data;
	pte_t pte = pfn_pte(page_to_pfn(r->pages[r->at]), r->prot);

	set_pte_at(r->mm, addr, ptep, pte);
/*                                    ^^^ error[insert-flags]: plain_fn() sets an entry of user space that is not
 * special, and takes no reference to the page: core drops one at munmap, and the page is freed while others use it;
 * make it special by pte_mkspecial()
 */
	r->at++;
	return 0;
}

static int at_once_fn(pte_t *ptep, unsigned long addr, void *data)
{
	struct run *r = data;

	set_pte_at(r->mm, addr, ptep, pte_mkwrite(pfn_pte(page_to_pfn(r->pages[r->at++]), r->prot)));
/*                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]:
 * at_once_fn() sets an entry of user space that is not special, and takes no reference to the page: core drops one at
 * munmap, and the page is freed while others use it; make it special by pte_mkspecial()
 */
	return 0;
}

static int assigned_fn(pte_t *ptep, unsigned long addr, void *data)
{
	struct run *r = data;
	pte_t pte;

	pte = pfn_pte(r->at++, r->prot);
	set_pte_at(r->mm, addr, ptep, pte);
/*                                    ^^^ error[insert-flags]: assigned_fn() sets an entry of user space that is not
 * special, and takes no reference to the page: core drops one at munmap, and the page is freed while others use it;
 * make it special by pte_mkspecial()
 */
	return 0;
}

static int special_fn(pte_t *ptep, unsigned long addr, void *data)
{
	struct run *r = data;

	set_pte_at(r->mm, addr, ptep, pte_mkspecial(pfn_pte(r->at++, r->prot)));
	return 0;
}

static int counted_fn(pte_t *ptep, unsigned long addr, void *data)
{
	struct run *r = data;
	struct page *page = r->pages[r->at++];

	get_page(page);
	set_pte_at(r->mm, addr, ptep, pfn_pte(page_to_pfn(page), r->prot));
	return 0;
}

static int changed_fn(pte_t *ptep, unsigned long addr, void *data)
{
	struct run *r = data;

	set_pte_at(r->mm, addr, ptep, pte_wrprotect(*ptep));
	return 0;
}

/* Of the kernel's own space nothing is counted. */
static int kernel_fn(pte_t *ptep, unsigned long addr, void *data)
{
	set_pte_at(&init_mm, addr, ptep, pfn_pte(*(unsigned long *)data, PAGE_KERNEL));
	return 0;
}

int foo_remap(struct vm_area_struct *vma, struct run *r)
{
	unsigned long len = vma->vm_end - vma->vm_start;

	if (apply_to_page_range(vma->vm_mm, vma->vm_start, len, plain_fn, r))
		return -EFAULT;
	if (apply_to_page_range(vma->vm_mm, vma->vm_start, len, at_once_fn, r))
		return -EFAULT;
	if (apply_to_page_range(vma->vm_mm, vma->vm_start, len, assigned_fn, r))
		return -EFAULT;
	if (apply_to_page_range(vma->vm_mm, vma->vm_start, len, special_fn, r))
		return -EFAULT;
	if (apply_to_page_range(vma->vm_mm, vma->vm_start, len, counted_fn, r))
		return -EFAULT;
	if (apply_to_page_range(vma->vm_mm, vma->vm_start, len, changed_fn, r))
		return -EFAULT;
	return apply_to_page_range(&init_mm, r->at, PAGE_SIZE, kernel_fn, r);
}
