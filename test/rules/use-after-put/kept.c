/* release: 6.12 */
/* What the slot holds is freed with the second fault at the latest: the first has left the pointer. */
static vm_fault_t book_fault(struct vm_fault *vmf)
{
	struct book *book = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (vmf->pgoff >= book->count)
		return VM_FAULT_SIGBUS;
	if (!book->pages[vmf->pgoff])
		book->pages[vmf->pgoff] = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (!book->pages[vmf->pgoff])
		return VM_FAULT_OOM;
	ret = vmf_insert_page(vmf->vma, vmf->address, book->pages[vmf->pgoff]);
	__free_page(book->pages[vmf->pgoff]);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: fault handler book_fault() frees
 * book->pages[vmf->pgoff] (__free_page()) and leaves the pointer there: the next call finds it and uses freed memory;
 * set it to NULL, or keep what it points to
 */
	return ret;
}
static const struct vm_operations_struct book_ops = { .fault = book_fault };

/* An error return leaves it, and the next mmap() takes it for good. */
static int desk_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct desk *desk = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	int ret;

	if (size > DESK_SIZE)
		return -EINVAL;
	if (desk->mem == NULL) {
		desk->mem = kzalloc(DESK_SIZE, GFP_KERNEL);
		if (!desk->mem)
			return -ENOMEM;
	}
	ret = remap_pfn_range(vma, vma->vm_start, virt_to_phys(desk->mem) >> PAGE_SHIFT, size, vma->vm_page_prot);
	if (ret)
		kfree(desk->mem);
/*              ^^^^^^^^^^^^^^^^ warning[use-after-put]: desk_mmap() frees desk->mem (kfree()) and leaves the pointer
 * there: the next call finds it and uses freed memory; set it to NULL, or keep what it points to
 */
	return ret;
}
static const struct file_operations desk_fops = { .mmap = desk_mmap };
