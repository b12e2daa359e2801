/* release: 6.12 6.1 */
struct note { struct list_head all; };
int note_send(struct note *note, struct page *page, bool all);

/* It gives the lock back on one way, and what it returns does not say which. */
static int flush_old(struct note *note, struct page *page)
{
	if (list_empty(&note->all)) {
		unlock_page(page);
		return note_send(note, NULL, true);
	}
	return note_send(note, page, true);
}

/* Gives the lock back while it sends, where it has to. */
static int send_old(struct note *note, struct page *page)
{
	int err = 0;

	if (!list_empty(&note->all)) {
		unlock_page(page);
		err = note_send(note, NULL, true);
		lock_page(page);
	}
	return err;
}

static int store_new(struct note *note, struct page *page)
{
	int err;

	do {
		err = send_old(note, page);
		if (err < 0)
			break;
	} while (note_send(note, page, false) == -EAGAIN);
	return err;
}

static vm_fault_t note_mkwrite(struct vm_fault *vmf)
{
	struct note *note = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_LOCKED;

	lock_page(vmf->page);
	if (flush_old(note, vmf->page) == 0 && store_new(note, vmf->page) == 0)
		return ret;
/*              ^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler note_mkwrite() returns VM_FAULT_LOCKED
 * without checking page->mapping after it locked the page: a page truncated meanwhile becomes writable
 * and its data is lost; compare page->mapping and i_size under the lock, and return VM_FAULT_NOPAGE if
 * the page left this mapping or lies beyond i_size
 */
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct note_ops = { .page_mkwrite = note_mkwrite };

static vm_fault_t seen_mkwrite(struct vm_fault *vmf)
{
	struct note *note = vmf->vma->vm_private_data;
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	vm_fault_t ret = VM_FAULT_LOCKED;

	lock_page(vmf->page);
	if (vmf->page->mapping != mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	if (flush_old(note, vmf->page) == 0 && store_new(note, vmf->page) == 0)
		return ret;
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct seen_ops = { .page_mkwrite = seen_mkwrite };

/* What is compared behind the lock may be compared in a callee. */
static int check_and_store(struct note *note, struct page *page, struct address_space *mapping)
{
	if (page->mapping != mapping)
		return -ESTALE;
	return store_new(note, page);
}

static vm_fault_t below_mkwrite(struct vm_fault *vmf)
{
	struct note *note = vmf->vma->vm_private_data;
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;

	lock_page(vmf->page);
	if (check_and_store(note, vmf->page, mapping) == 0)
		return VM_FAULT_LOCKED;
	unlock_page(vmf->page);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct below_ops = { .page_mkwrite = below_mkwrite };
