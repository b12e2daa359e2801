/* release: 6.12 */
/* file: drivers/foo/foo.c */
/* What the index must stay below, under whatever name it is counted. */
static vm_fault_t counted_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > foo->count)
/*          ^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->count itself, one past the end of
 * foo->pages, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static vm_fault_t prefixed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > foo->ring_nr_pages)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->ring_nr_pages itself, one past
 * the end, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(foo->ring + (vmf->pgoff << PAGE_SHIFT));
	get_page(vmf->page);
	return 0;
}

/* By a function that others have, and the array in a helper. */
static struct page *foo_page(struct foo *foo, unsigned long n)
{
	return foo->pages[n];
}

static vm_fault_t called_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff > foo_ring_pages(foo->size))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo_ring_pages(foo->size)
 * itself, one past the end of foo->pages, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	page = foo_page(foo, vmf->pgoff);
	if (!page)
		return VM_FAULT_OOM;
	get_page(page);
	vmf->page = page;
	return 0;
}

/* Below something else, too; the frame is worked out in a helper. */
static vm_fault_t foo_insert(struct foo *foo, struct vm_area_struct *vma, unsigned long address, u64 offset)
{
	u64 at;

	if (offset > foo->mmio_stride)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->mmio_stride itself, one past the
 * end, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	at = foo->mmio + foo->index * foo->mmio_stride + offset;
	return vmf_insert_pfn(vma, address, at >> PAGE_SHIFT);
}

static vm_fault_t strided_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	u64 offset = vmf->pgoff << PAGE_SHIFT;

	if (offset < foo->irq_base)
		return foo_insert(foo, vmf->vma, vmf->address, offset);
	return VM_FAULT_SIGBUS;
}

/* The largest index that is good may be reached; a count of something else says nothing of the array. */
static vm_fault_t largest_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > foo->max_count)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > foo->last)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static vm_fault_t below_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= foo->count || vmf->pgoff > foo->last)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static const struct vm_operations_struct counted_ops = { .fault = counted_fault };
static const struct vm_operations_struct prefixed_ops = { .fault = prefixed_fault };
static const struct vm_operations_struct called_ops = { .fault = called_fault };
static const struct vm_operations_struct strided_ops = { .fault = strided_fault };
static const struct vm_operations_struct largest_ops = { .fault = largest_fault };
static const struct vm_operations_struct last_ops = { .fault = last_fault };
static const struct vm_operations_struct below_ops = { .fault = below_fault };
