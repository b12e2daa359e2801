/* release: 6.12 6.1 */

/* Clean: the entries of a VM_PFNMAP mapping come writable, and nobody wants to hear of first writes. */
struct vram { unsigned long pfn; };
static int vram_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return -EIO;
}
static void vram_close(struct vm_area_struct *vma)
{
}
static void vram_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct vram_ops = { .open = vram_open, .close = vram_close, .access = vram_access };
static int vram_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vram *vram = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	vma->vm_ops = &vram_ops;
	return io_remap_pfn_range(vma, vma->vm_start, vram->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations vram_fops = { .mmap = vram_mmap };

/* One that has page_mkwrite does. */
static vm_fault_t told_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	if (vmf->page->mapping != vmf->vma->vm_file->f_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct told_ops = { .page_mkwrite = told_mkwrite, .access = vram_access };
static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vram *vram = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: told_mmap() maps with
 * VM_MIXEDMAP, but told_ops has no pfn_mkwrite: page_mkwrite is not called for an entry without a struct page, so its
 * first write goes unnoticed
 */
	vma->vm_ops = &told_ops;
	return io_remap_pfn_range(vma, vma->vm_start, vram->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations told_fops = { .mmap = told_mmap };
