/* release: 6.12 */
/* The one reference to a fresh page is put whatever vm_insert_page() says, and once more where that has failed. */
static int shelf_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long addr;
	int err;

	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		if (!page)
			return -ENOMEM;
		err = vm_insert_page(vma, addr, page);
		put_page(page);
		if (err) {
			__free_page(page);
/*                      ^^^^^^^^^^^^^^^^^ warning[use-after-put]: shelf_mmap() frees page again: put_page() has freed
 * it already; leave one of the two out
 */
			return err;
		}
	}
	return 0;
}
static const struct file_operations shelf_fops = { .mmap = shelf_mmap };

/* The other way round, in a fault. */
static vm_fault_t board_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	vm_fault_t ret;

	if (!page)
		return VM_FAULT_OOM;
	ret = vmf_insert_page(vmf->vma, vmf->address, page);
	if (ret != VM_FAULT_NOPAGE)
		__free_page(page);
	put_page(page);
/*      ^^^^^^^^^^^^^^ warning[use-after-put]: fault handler board_fault() frees page again: __free_page() has freed
 * it already; leave one of the two out
 */
	return ret;
}
static const struct vm_operations_struct board_ops = { .fault = board_fault };
