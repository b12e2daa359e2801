/* release: 6.12 6.1 */
/* Pages that are changed before they are mapped, and have to be changed back before they are put. */
struct vault { struct mutex lock; struct page *page; void *ring; int gone; };

static vm_fault_t vault_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct folio *folio;
	int err;

	folio = folio_alloc(GFP_KERNEL | __GFP_ZERO, 0);
	if (!folio)
		return VM_FAULT_OOM;
	err = set_direct_map_invalid_noflush(&folio->page);
	if (err) {
		folio_put(folio);
		return VM_FAULT_SIGBUS;
	}
	err = filemap_add_folio(mapping, folio, vmf->pgoff, GFP_KERNEL);
	if (err) {
		folio_put(folio);
/*              ^^^^^^^^^^^^^^^^ warning[resource-leak]: vault_fault() puts by folio_put() what
 * set_direct_map_invalid_noflush() has changed, and does not call set_direct_map_default_noflush() before: who gets
 * the memory next meets it as it was left, and faults; call set_direct_map_default_noflush() first
 */
		return VM_FAULT_SIGBUS;
	}
	vmf->page = folio_page(folio, 0);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct vault_ops = { .fault = vault_fault };

static vm_fault_t clean_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct folio *folio;
	int err;

	folio = folio_alloc(GFP_KERNEL | __GFP_ZERO, 0);
	if (!folio)
		return VM_FAULT_OOM;
	err = set_direct_map_invalid_noflush(&folio->page);
	if (err) {
		folio_put(folio);
		return VM_FAULT_SIGBUS;
	}
	err = filemap_add_folio(mapping, folio, vmf->pgoff, GFP_KERNEL);
	if (err) {
		set_direct_map_default_noflush(&folio->page);
		folio_put(folio);
		return VM_FAULT_SIGBUS;
	}
	vmf->page = folio_page(folio, 0);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct clean_ops = { .fault = clean_fault };

/* Memory that the hypervisor may read. */
static int shared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vault *vault = file->private_data;
	unsigned long ring;

	ring = __get_free_page(GFP_KERNEL | __GFP_ZERO);
	if (!ring)
		return -ENOMEM;
	if (set_memory_decrypted(ring, 1))
		goto free;
	if (remap_pfn_range(vma, vma->vm_start, page_to_pfn(virt_to_page(ring)), PAGE_SIZE, vma->vm_page_prot))
		goto free;
	vault->ring = (void *)ring;
	return 0;
free:
	free_page(ring);
/*      ^^^^^^^^^^^^^^^ warning[resource-leak]: shared_mmap() puts by free_page() what set_memory_decrypted() has
 * changed, and does not call set_memory_encrypted() before: who gets the memory next meets it as it was left, and
 * faults; call set_memory_encrypted() first
 */
	return -EIO;
}
static const struct file_operations shared_fops = { .mmap = shared_mmap };

static int undone_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vault *vault = file->private_data;
	unsigned long ring;

	ring = __get_free_page(GFP_KERNEL | __GFP_ZERO);
	if (!ring)
		return -ENOMEM;
	if (set_memory_decrypted(ring, 1))
		goto free;
	if (remap_pfn_range(vma, vma->vm_start, page_to_pfn(virt_to_page(ring)), PAGE_SIZE, vma->vm_page_prot))
		goto encrypt;
	vault->ring = (void *)ring;
	return 0;
encrypt:
	set_memory_encrypted(ring, 1);
free:
	free_page(ring);
	return -EIO;
}
static const struct file_operations undone_fops = { .mmap = undone_mmap };

/* Pages of before stay as they are until the object goes. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vault *vault = file->private_data;
	int err;

	err = set_memory_wc((unsigned long)page_address(vault->page), 1);
	if (err)
		return err;
	err = vault_map(vault, vma);
	if (err)
		return err;
	vault->gone = 0;
	return 0;
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };
