/* release: 6.12 6.1 */
/* Functions that handlers call, with pages of their own. */
struct folio *box_folio(struct address_space *mapping, unsigned long n);

/* The folio is unlocked on success, and kept on the failure. */
static int box_refresh(struct address_space *mapping, unsigned long n)
{
	struct folio *folio = box_folio(mapping, n);

	folio_lock(folio);
	if (!folio->mapping)
		return -EIO;
/*              ^^^^^^^^^^^^ error[page-lock-leak]: box_refresh() returns with folio still locked, which it unlocks on
 * another way out: the next task that wants the page hangs; unlock it on this path too
 */
	folio_mark_uptodate(folio);
	folio_unlock(folio);
	return 0;
}

/* Right. */
static int box_forget(struct address_space *mapping, unsigned long n)
{
	struct folio *folio = box_folio(mapping, n);

	folio_lock(folio);
	if (!folio->mapping) {
		folio_unlock(folio);
		return -EIO;
	}
	folio_clear_uptodate(folio);
	folio_unlock(folio);
	return 0;
}

/* Right: who gets the folio gets the lock. */
static struct folio *box_take(struct address_space *mapping, unsigned long n)
{
	struct folio *folio = box_folio(mapping, n);

	folio_lock(folio);
	if (!folio->mapping) {
		folio_unlock(folio);
		return NULL;
	}
	return folio;
}

static vm_fault_t box_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct folio *folio;

	if (box_refresh(mapping, vmf->pgoff + 1))
		return VM_FAULT_SIGBUS;
	if (box_forget(mapping, vmf->pgoff + 1))
		return VM_FAULT_SIGBUS;
	folio = box_take(mapping, vmf->pgoff);
	if (!folio)
		return VM_FAULT_SIGBUS;
	vmf->page = &folio->page;
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct box_ops = {
	.fault = box_fault,
};
