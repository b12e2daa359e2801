/* release: 6.1 6.12 */
/* The failure is printed, and the mapping made all the same, */
static vm_fault_t kiln_fill(struct kiln *kiln, struct vm_fault *vmf)
{
	vm_fault_t ret = VM_FAULT_NOPAGE;
	unsigned long pfn;
	int err, i;

	err = kiln_pin(kiln);
	if (err) {
		ret = vmf_error(err);
/*              ^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: kiln_fill() goes on after kiln_pin() has failed:
 * what is in ret is overwritten before anything reads it, and the access or the mapping succeeds with what was not
 * made ready; return the error
 */
		dev_err(kiln->dev, "failed to pin: %d\n", err);
	}
	pfn = kiln->base >> PAGE_SHIFT;
	for (i = 0; i < kiln->pages; i++) {
		ret = vmf_insert_mixed(vmf->vma, vmf->address + i * PAGE_SIZE, __pfn_to_pfn_t(pfn + i, PFN_DEV));
		if (ret & VM_FAULT_ERROR)
			break;
	}
	return ret;
}
static vm_fault_t kiln_fault(struct vm_fault *vmf)
{
	struct kiln *kiln = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&kiln->lock);
	ret = kiln_fill(kiln, vmf);
	mutex_unlock(&kiln->lock);
	return ret;
}
static const struct vm_operations_struct kiln_ops = { .fault = kiln_fault };

/* or nothing is said of it. */
static vm_fault_t oven_fault(struct vm_fault *vmf)
{
	struct oven *oven = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	if (oven_heat(oven) < 0)
		ret = VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: fault handler oven_fault() goes on after
 * oven_heat() has failed: what is in ret is overwritten before anything reads it, and the access or the mapping
 * succeeds with what was not made ready; return the error
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, oven->pfn);
	return ret;
}
static const struct vm_operations_struct oven_ops = { .fault = oven_fault };

/* As an errno, in mmap; */
static int stove_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct stove *stove = file->private_data;
	struct pot *pot;
	int ret;

	pot = stove_pot(stove, vma->vm_pgoff);
	if (IS_ERR(pot)) {
		ret = PTR_ERR(pot);
/*              ^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: stove_mmap() goes on after stove_pot() has failed:
 * what is in ret is overwritten before anything reads it, and the access or the mapping succeeds with what was not
 * made ready; return the error
 */
		pr_warn("no pot: %d\n", ret);
	}
	vm_flags_set(vma, VM_DONTEXPAND);
	ret = stove_put_on(stove, vma);
	if (ret)
		return ret;
	vma->vm_ops = &oven_ops;
	vma->vm_private_data = stove;
	return 0;
}
static const struct file_operations stove_fops = { .mmap = stove_mmap };

/* two calls in a row, where the first can fail; */
static int grill_ready(struct grill *grill)
{
	if (!grill->coal)
		return -ENODATA;
	return 0;
}
static int grill_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct grill *grill = file->private_data;
	int ret;

	ret = grill_ready(grill);
/*            ^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: grill_mmap() goes on after grill_ready() has failed:
 * what is in ret is overwritten before anything reads it, and the access or the mapping succeeds with what was not
 * made ready; return the error
 */
	ret = io_remap_pfn_range(vma, vma->vm_start, grill->pfn, PAGE_SIZE, vma->vm_page_prot);
	return ret;
}
static const struct file_operations grill_fops = { .mmap = grill_mmap };

/* a helper of the library. */
static vm_fault_t spit_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	int err;

	sb_start_pagefault(inode->i_sb);
	err = file_update_time(vmf->vma->vm_file);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: page_mkwrite handler spit_mkwrite()
 * goes on after file_update_time() has failed: what is in err is overwritten before anything reads it, and the access
 * or the mapping succeeds with what was not made ready; return the error
 */
	err = spit_reserve(inode, vmf->pgoff);
	sb_end_pagefault(inode->i_sb);
	if (err)
		return vmf_error(err);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct spit_ops = { .page_mkwrite = spit_mkwrite };

/* What a call gave back is stored, and returned past, in a variable that is asked after other calls. */
static int forge_claim(struct inode *inode, loff_t pos)
{
	return forge_space(inode) < pos ? -ENOSPC : 0;
}
static int forge_reserve(struct inode *inode, loff_t pos)
{
	if (!forge_writable(inode))
		return 1;
	return forge_claim(inode, pos);
}
static vm_fault_t forge_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct folio *folio = page_folio(vmf->page);
	vm_fault_t ret = VM_FAULT_LOCKED;
	int err;

	sb_start_pagefault(inode->i_sb);
	err = file_update_time(vmf->vma->vm_file);
	if (err) {
		ret = vmf_error(err);
		goto out;
	}
	folio_lock(folio);
	if (folio->mapping != inode->i_mapping) {
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	err = forge_reserve(inode, folio_pos(folio));
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: page_mkwrite handler
 * forge_mkwrite() goes on after forge_reserve() has failed: nothing reads what is in err, and the access or the
 * mapping succeeds with what was not made ready; return the error
 */
	folio_mark_dirty(folio);
	folio_wait_stable(folio);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct forge_ops = { .page_mkwrite = forge_mkwrite };

/* What is left unset is told with its use. */
static int bloom_area(struct bloom_area *area, u32 type)
{
	if (type > 3)
		return -ENODEV;
	area->base = type * 0x10000;
	area->bytes = 0x10000;
	return 0;
}
static int bloom_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bloom *bloom = file->private_data;
	unsigned long len = vma->vm_end - vma->vm_start;
	struct bloom_area area;
	int ret;

	ret = bloom_area(&area, bloom->type);
	if (!(vma->vm_flags & VM_SHARED) || vma->vm_pgoff || len > area.bytes)
		return -EINVAL;
	if (remap_pfn_range(vma, vma->vm_start, area.base >> PAGE_SHIFT, len, vma->vm_page_prot))
		return -EAGAIN;
	return 0;
}
static const struct file_operations bloom_fops = { .mmap = bloom_mmap };
