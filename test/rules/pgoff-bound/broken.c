/* release: 6.12 4.19 */
static vm_fault_t late_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	pgoff_t index = vmf->pgoff;
	struct page *page;

	if (index > foo->nr_pages)
/*          ^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->nr_pages itself, one past the end of
 * foo->pages, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	page = foo->pages[index];
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct late_ops = { .fault = late_fault };

static vm_fault_t counted_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long num_pages = foo->size >> PAGE_SHIFT;
	pgoff_t page_offset = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	if (page_offset > num_pages)
/*          ^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be num_pages itself, one past the end of
 * foo->pages, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(foo->pages[page_offset]));
}
static const struct vm_operations_struct counted_ops = { .fault = counted_fault };

static vm_fault_t none_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = foo->pages[(vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT];
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: (vmf->address
 * - vmf->vma->vm_start) >> PAGE_SHIFT is never bounds-checked, here or in none_mmap(): user
 * space reaches what lies past foo->pages; return VM_FAULT_SIGBUS where it is out of range
 */

	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct none_ops = { .fault = none_fault };
static int none_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &none_ops;
	return 0;
}

static vm_fault_t asked_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > foo->pagecount)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->pagecount itself, one past the
 * end, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	vmf->page = foo_page(foo, vmf->pgoff);
	return 0;
}
static const struct vm_operations_struct asked_ops = { .fault = asked_fault };

static vm_fault_t shifted_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > (foo->size >> PAGE_SHIFT))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->size >> PAGE_SHIFT
 * itself, one past the end, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn + vmf->pgoff);
}
static const struct vm_operations_struct shifted_ops = { .fault = shifted_fault };

static vm_fault_t address_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long vaddr = vmf->address;
	pgoff_t page_offset = (vaddr - vma->vm_start) >> PAGE_SHIFT;
	loff_t num_pages = DIV_ROUND_UP(foo->base.size, PAGE_SIZE);

	if (page_offset > num_pages)
/*          ^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be num_pages itself, one past the end of
 * foo->pages, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	get_page(foo->pages[page_offset]);
	vmf->page = foo->pages[page_offset];
	return 0;
}
static const struct vm_operations_struct address_ops = { .fault = address_fault };
