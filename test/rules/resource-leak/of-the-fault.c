/* release: 6.12 4.19 */
/* What a handler takes for itself it gives back on each way out, whether the fault succeeds or not. */
struct flush { int kind; };
struct vol { struct mutex lock; struct list_head flushes; int gone; int busy; struct slot *slots; };

struct flush *vol_alloc_flush(void);
void vol_free_flush(struct flush *flush);
int vol_reserve(struct vol *vol);
int vol_mark_dirty(struct vol *vol, struct flush **flush);
struct slot *vol_get_slot(struct vol *vol, pgoff_t at);
void vol_put_slot(struct slot *slot);

static vm_fault_t early_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct vol *vol = inode->i_private;
	struct flush *flush;
	vm_fault_t ret = VM_FAULT_NOPAGE;
	int err;

	flush = vol_alloc_flush();
	if (!flush)
		return VM_FAULT_OOM;
	sb_start_pagefault(inode->i_sb);
	err = vol_reserve(vol);
	if (err < 0)
		goto out;
	file_update_time(vmf->vma->vm_file);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping || page_offset(vmf->page) >= i_size_read(inode)) {
		unlock_page(vmf->page);
		goto out;
	}
	vol_mark_dirty(vol, &flush);
	set_page_dirty(vmf->page);
	wait_for_stable_page(vmf->page);
	ret = VM_FAULT_LOCKED;
out:
	sb_end_pagefault(inode->i_sb);
	if (err < 0) {
		vol_free_flush(flush);
		ret = VM_FAULT_SIGBUS;
	}
	return ret;
/*      ^^^^^^^^^^^ warning[resource-leak]: early_mkwrite() returns here and keeps what vol_alloc_flush() took, which
 * it gives back on another way out (vol_free_flush()): nothing else leads to it, so it is lost for good; give it back
 * before this return
 */
}
static const struct vm_operations_struct early_ops = { .page_mkwrite = early_mkwrite };

static vm_fault_t clean_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct vol *vol = inode->i_private;
	struct flush *flush;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	flush = vol_alloc_flush();
	if (!flush)
		return VM_FAULT_OOM;
	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping || page_offset(vmf->page) >= i_size_read(inode)) {
		unlock_page(vmf->page);
		goto out;
	}
	vol_mark_dirty(vol, &flush);
	set_page_dirty(vmf->page);
	wait_for_stable_page(vmf->page);
	ret = VM_FAULT_LOCKED;
out:
	sb_end_pagefault(inode->i_sb);
	vol_free_flush(flush);
	return ret;
}
static const struct vm_operations_struct clean_ops = { .page_mkwrite = clean_mkwrite };

/* Gone meanwhile: the fault comes again. */
static vm_fault_t again_fault(struct vm_fault *vmf)
{
	struct vol *vol = vmf->vma->vm_private_data;
	struct flush *flush = vol_alloc_flush();
	vm_fault_t ret;

	if (!flush)
		return VM_FAULT_OOM;
	mutex_lock(&vol->lock);
	if (vol->busy) {
		mutex_unlock(&vol->lock);
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: again_fault() returns here and keeps what
 * vol_alloc_flush() took, which it gives back on another way out (vol_free_flush()): nothing else leads to it, so it
 * is lost for good; give it back before this return
 */
	}
	flush->kind = vol->gone;
	mutex_unlock(&vol->lock);
	vol_free_flush(flush);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, 1);
	return ret;
}
static const struct vm_operations_struct again_ops = { .fault = again_fault };

/* It is on a list from then on. */
static vm_fault_t listed_fault(struct vm_fault *vmf)
{
	struct vol *vol = vmf->vma->vm_private_data;
	struct flush *flush = vol_alloc_flush();

	if (!flush)
		return VM_FAULT_OOM;
	mutex_lock(&vol->lock);
	if (vol->gone) {
		mutex_unlock(&vol->lock);
		vol_free_flush(flush);
		return VM_FAULT_SIGBUS;
	}
	vol_queue_flush(vol, flush);
	mutex_unlock(&vol->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct listed_ops = { .fault = listed_fault };

/* What was inserted keeps its slot, which the volume knows of. */
static vm_fault_t slot_fault(struct vm_fault *vmf)
{
	struct vol *vol = vmf->vma->vm_private_data;
	struct slot *slot;
	vm_fault_t ret;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	slot = vol_get_slot(vol, vmf->pgoff);
	if (!slot)
		return VM_FAULT_SIGBUS;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, slot->pfn);
	if (ret != VM_FAULT_NOPAGE)
		vol_put_slot(slot);
	return ret;
}
static const struct vm_operations_struct slot_ops = { .fault = slot_fault };
