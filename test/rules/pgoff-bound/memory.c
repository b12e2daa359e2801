/* release: 6.12 */
static vm_fault_t bytes_fault(struct vm_fault *vmf)
{
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;
	void *vaddr;
	struct page *page;

	snd_printdd("fault at page %ld\n", vmf->pgoff);
	vaddr = (char *)((struct foo *)vmf->vma->vm_private_data)->shared + offset;
	page = virt_to_page(vaddr);
/*             ^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: bytes_mmap() checks the length of the mapping but not its
 * offset, which is in vaddr, and mremap() can enlarge the mapping: user space reaches what lies past the object;
 * return VM_FAULT_SIGBUS where it is out of range
 */
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct bytes_ops = { .fault = bytes_fault };
static int bytes_mmap(struct file *file, struct vm_area_struct *area)
{
	if (area->vm_end - area->vm_start > FOO_SIZE)
		return -EINVAL;
	area->vm_private_data = file->private_data;
	area->vm_ops = &bytes_ops;
	return 0;
}

/* The size of the mapping says nothing about where in the file it starts. */
static vm_fault_t element_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = foo->pages[vmf->pgoff];
/*                          ^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: element_mmap() checks the length of the
 * mapping but not its offset, which is in vmf->pgoff, and mremap() can enlarge the mapping: user space reaches what
 * lies past foo->pages; return VM_FAULT_SIGBUS where it is out of range
 */

	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct element_ops = { .fault = element_fault };
static int element_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) > foo->nr_pages)
		return -EINVAL;
	vma->vm_private_data = foo;
	vma->vm_ops = &element_ops;
	return 0;
}

/* Clean: the handler compares. */
static vm_fault_t bounded_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long offset = vmf->pgoff * PAGE_SIZE;

	if (offset >= FOO_SIZE)
		return VM_FAULT_SIGBUS;
	vmf->page = vmalloc_to_page(foo->shared + offset);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct bounded_ops = { .fault = bounded_fault };
static int bounded_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &bounded_ops;
	return 0;
}

/* Clean: the function that maps looks at where the mapping starts. */
static vm_fault_t placed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	vmf->page = vmalloc_to_page(foo->shared + (vmf->pgoff << PAGE_SHIFT));
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct placed_ops = { .fault = placed_fault };
static int placed_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff != 0 || vma->vm_end - vma->vm_start > FOO_SIZE)
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &placed_ops;
	return 0;
}

/* Clean: what is counted from the start of the mapping is bounded by its size. */
static vm_fault_t inside_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long offset = vmf->address - vmf->vma->vm_start;

	vmf->page = virt_to_page(foo->shared + offset);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct inside_ops = { .fault = inside_fault };
static int inside_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start > FOO_SIZE)
		return -EINVAL;
	vma->vm_flags |= VM_PFNMAP;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &inside_ops;
	return 0;
}

/* Clean: one of two memories, and a function out of sight decides which. */
static vm_fault_t halves_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;
	void *vaddr = foo->first + offset;

	if (!foo_has(foo, offset))
		vaddr = foo->second + foo_place(foo, offset);
	vmf->page = virt_to_page(vaddr);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct halves_ops = { .fault = halves_fault };
static int halves_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &halves_ops;
	return 0;
}
