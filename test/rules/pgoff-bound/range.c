/* release: 6.12 5.10 */
/* A handler maps a range at once, as long as the object is. */
struct foo { unsigned long pfn, size; };

static vm_fault_t whole_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;

	if (remap_pfn_range(vma, vma->vm_start, foo->pfn, foo->size, vma->vm_page_prot))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * remap_pfn_range() is told a length that is never compared with vma->vm_end: where user space maps less, or unmaps
 * the rest, it writes page table entries of another mapping; map no more than vma->vm_end less the start
 */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct whole_ops = { .fault = whole_fault };

/* Held against the end. */
static vm_fault_t least_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long size = min_t(unsigned long, foo->size, vma->vm_end - vma->vm_start);

	if (remap_pfn_range(vma, vma->vm_start, foo->pfn, size, vma->vm_page_prot))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct least_ops = { .fault = least_fault };

static vm_fault_t compared_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;

	if (vma->vm_start + foo->size > vma->vm_end)
		return VM_FAULT_SIGBUS;
	if (remap_pfn_range(vma, vma->vm_start, foo->pfn, foo->size, vma->vm_page_prot))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct compared_ops = { .fault = compared_fault };

/* A helper sets the limits; another maps by itself. */
static int set_entry(pte_t *pte, unsigned long addr, void *data)
{
	return 0;
}

static int foo_remap(struct vm_area_struct *vma, unsigned long addr, unsigned long size)
{
	return apply_to_page_range(vma->vm_mm, addr, size, set_entry, NULL);
}

static void loose_limits(struct vm_area_struct *area, struct foo *foo, unsigned long shift, unsigned long *from,
			 unsigned long *to)
{
	long start = (area->vm_start >> PAGE_SHIFT) - shift;
	long end = start + (foo->size >> PAGE_SHIFT);

	start = max_t(long, start, area->vm_start >> PAGE_SHIFT);
	*from = (unsigned long)start << PAGE_SHIFT;
	*to = (unsigned long)end << PAGE_SHIFT;
}

static vm_fault_t loose_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long from, to;

	loose_limits(vma, foo, foo->pfn, &from, &to);
	if (foo_remap(vma, from, to - from))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: foo_remap() is told a length that is never compared
 * with vma->vm_end: where user space maps less, or unmaps the rest, it writes page table entries of another mapping;
 * map no more than vma->vm_end less the start
 */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct loose_ops = { .fault = loose_fault };

static void tight_limits(struct vm_area_struct *area, struct foo *foo, unsigned long shift, unsigned long *from,
			 unsigned long *to)
{
	long start = (area->vm_start >> PAGE_SHIFT) - shift;
	long end = start + (foo->size >> PAGE_SHIFT);

	start = max_t(long, start, area->vm_start >> PAGE_SHIFT);
	end = min_t(long, end, area->vm_end >> PAGE_SHIFT);
	*from = (unsigned long)start << PAGE_SHIFT;
	*to = (unsigned long)end << PAGE_SHIFT;
}

static vm_fault_t tight_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long from, to;

	tight_limits(vma, foo, foo->pfn, &from, &to);
	if (foo_remap(vma, from, to - from))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct tight_ops = { .fault = tight_fault };

/* A huge page around the address, without a look whether it lies in the mapping. */
static vm_fault_t chunk_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long addr = vmf->address & PMD_MASK;

	if (foo_remap(vmf->vma, addr, PMD_SIZE))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: foo_remap() is told a length that is never
 * compared with vma->vm_end: where user space maps less, or unmaps the rest, it writes page table entries of another
 * mapping; map no more than vma->vm_end less the start
 */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct chunk_ops = { .fault = chunk_fault };

static vm_fault_t inside_fault(struct vm_fault *vmf)
{
	unsigned long addr = vmf->address & PMD_MASK;

	if (addr < vmf->vma->vm_start || addr + PMD_SIZE > vmf->vma->vm_end)
		return VM_FAULT_FALLBACK;
	if (foo_remap(vmf->vma, addr, PMD_SIZE))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct inside_ops = { .fault = inside_fault };

/* One page; all of the mapping; a length that may know of it. */
static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (remap_pfn_range(vmf->vma, vmf->address & PAGE_MASK, foo->pfn, PAGE_SIZE, vmf->vma->vm_page_prot))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct page_ops = { .fault = page_fault };

static vm_fault_t all_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;

	if (remap_pfn_range(vma, vma->vm_start, foo->pfn, vma_pages(vma) << PAGE_SHIFT, vma->vm_page_prot))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct all_ops = { .fault = all_fault };

static vm_fault_t asked_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;

	if (remap_pfn_range(vma, vma->vm_start, foo->pfn, foo_part_of(foo, vma), vma->vm_page_prot))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct asked_ops = { .fault = asked_fault };
