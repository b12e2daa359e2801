/* release: 6.12 4.19 */
/* expect: none */
static vm_fault_t good_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	pgoff_t index = vmf->pgoff;

	if (index >= foo->nr_pages)
		return VM_FAULT_SIGBUS;
	get_page(foo->pages[index]);
	vmf->page = foo->pages[index];
	return 0;
}
static const struct vm_operations_struct good_ops = { .fault = good_fault };

/* The last valid index. */
static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > foo->last_page)
		return VM_FAULT_SIGBUS;
	get_page(foo->pages[vmf->pgoff]);
	vmf->page = foo->pages[vmf->pgoff];
	return 0;
}
static const struct vm_operations_struct last_ops = { .fault = last_fault };

/* One page before the array. */
static vm_fault_t shifted_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > foo->nr_pages)
		return VM_FAULT_SIGBUS;
	vmf->page = vmf->pgoff ? foo->pages[vmf->pgoff - 1] : foo->header;
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct shifted_ops = { .fault = shifted_fault };

/* mmap looks at the size. */
static vm_fault_t size_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	get_page(foo->pages[vmf->pgoff]);
	vmf->page = foo->pages[vmf->pgoff];
	return 0;
}
static const struct vm_operations_struct size_ops = { .fault = size_fault };
static int size_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff + vma_pages(vma) > foo->nr_pages)
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = foo;
	vma->vm_ops = &size_ops;
	return 0;
}

/* Nobody knows who maps. */
static vm_fault_t lone_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	get_page(foo->pages[vmf->pgoff]);
	vmf->page = foo->pages[vmf->pgoff];
	return 0;
}
static const struct vm_operations_struct lone_ops = { .fault = lone_fault };

static vm_fault_t asked_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= foo->pagecount)
		return VM_FAULT_SIGBUS;
	vmf->page = foo_page(foo, vmf->pgoff);
	return 0;
}
static const struct vm_operations_struct asked_ops = { .fault = asked_fault };

/* The last page, and a number that nobody knows to be one of pages. */
static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > ((foo->size - 1) >> PAGE_SHIFT) || vmf->pgoff > foo->last)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn + vmf->pgoff);
}
static const struct vm_operations_struct last_ops = { .fault = last_fault };

/* The address in a local, and the bound refused. */
static vm_fault_t address_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long vaddr = vmf->address;
	pgoff_t page_offset = (vaddr - vma->vm_start) >> PAGE_SHIFT;
	loff_t num_pages = DIV_ROUND_UP(foo->base.size, PAGE_SIZE);

	if (page_offset >= num_pages)
		return VM_FAULT_SIGBUS;
	get_page(foo->pages[page_offset]);
	vmf->page = foo->pages[page_offset];
	return 0;
}
static const struct vm_operations_struct address_ops = { .fault = address_fault };
