/* release: 6.12 */
struct store {
	int is_full;
	int is_lost;
};

/* One unlock is missing, and two returns lie behind the place. */
static vm_fault_t store_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct store *store = vmf->vma->vm_private_data;

	folio_lock(folio);
	if (folio->mapping != vmf->vma->vm_file->f_mapping) {
		if (store->is_lost)
			return VM_FAULT_SIGBUS;
/*                      ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler store_page_mkwrite()
 * returns VM_FAULT_SIGBUS with folio still locked: it is never unlocked, and the next task that wants the page hangs;
 * unlock it first
 */
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

/* Two branches that each forgot it. */
static vm_fault_t store_twice_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct store *store = vmf->vma->vm_private_data;

	folio_lock(folio);
	if (folio->mapping != vmf->vma->vm_file->f_mapping)
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler store_twice_page_mkwrite() returns
 * VM_FAULT_NOPAGE with folio still locked: it is never unlocked, and the next task that wants the page hangs; unlock
 * it first
 */
	if (store->is_full)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler store_twice_page_mkwrite() returns
 * VM_FAULT_SIGBUS with folio still locked: it is never unlocked, and the next task that wants the page hangs; unlock
 * it first
 */
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct store_ops = { .page_mkwrite = store_page_mkwrite };
static const struct vm_operations_struct store_twice_ops = { .page_mkwrite = store_twice_page_mkwrite };
