/* release: 6.12 6.1 */
struct foo { void *memory; unsigned long bytes; unsigned long npages; phys_addr_t phys; struct page **pages; };

/* Pages are added to an address. */
static vm_fault_t added_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= foo->npages)
		return VM_FAULT_SIGBUS;
	page = vmalloc_to_page(foo->memory + vmf->pgoff);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmalloc_to_page() takes an address, and
 * foo->memory + vmf->pgoff has a number of pages in it: another place of the object is reached than was asked for;
 * shift that number left by PAGE_SHIFT
 */
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct added_ops = { .fault = added_fault };

/* Bytes are compared with pages. */
static vm_fault_t compared_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long offset = vmf->address - vmf->vma->vm_start;

	if (offset >= PAGE_ALIGN(foo->bytes) >> PAGE_SHIFT)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: pages are compared with bytes:
 * PAGE_ALIGN(foo->bytes) >> PAGE_SHIFT counts pages, offset counts bytes, and the test is wrong by a factor of
 * PAGE_SIZE; bring both to one unit
 */
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[offset >> PAGE_SHIFT];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct compared_ops = { .fault = compared_fault };

/* The offset in the object by way of a variable. */
static vm_fault_t summed_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = vma->vm_pgoff;

	offset += vmf->address - vma->vm_start;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: pages and bytes in one sum: offset counts pages,
 * vmf->address - vma->vm_start counts bytes, and another place of the object is reached than was asked for; shift
 * offset left by PAGE_SHIFT
 */
	if (offset >= foo->bytes)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vma, vmf->address, (foo->phys + offset) >> PAGE_SHIFT);
}
static const struct vm_operations_struct summed_ops = { .fault = summed_fault };

/* A frame is counted in bytes. */
static vm_fault_t frame_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= foo->npages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, (foo->phys >> PAGE_SHIFT) + (vmf->pgoff << PAGE_SHIFT));
/*                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * pages and bytes in one sum: foo->phys >> PAGE_SHIFT counts pages, vmf->pgoff << PAGE_SHIFT counts bytes, and
 * another place of the object is reached than was asked for; bring both to one unit
 */
}
static const struct vm_operations_struct frame_ops = { .fault = frame_fault };

/* What counts pages is shifted again. */
static vm_fault_t again_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	pgoff_t index = vmf->pgoff >> PAGE_SHIFT;
/*                      ^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf->pgoff counts pages already, and is shifted
 * right by PAGE_SHIFT: another place of the object is reached than was asked for; leave the shift out
 */

	if (index >= foo->npages)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[index];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct again_ops = { .fault = again_fault };

/* Clean: all of one unit; elements of a page each. */
struct block { u8 data[PAGE_SIZE]; };

static vm_fault_t clean_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	struct block *blocks = foo->memory;
	unsigned long offset = (vma->vm_pgoff << PAGE_SHIFT) + (vmf->address - vma->vm_start);

	if (vmf->pgoff >= foo->bytes >> PAGE_SHIFT || offset >= PAGE_ALIGN(foo->bytes))
		return VM_FAULT_SIGBUS;
	if (foo->phys)
		return vmf_insert_pfn(vma, vmf->address, PHYS_PFN(foo->phys + offset) + vmf->pgoff - (offset >> PAGE_SHIFT));
	vmf->page = vmalloc_to_page(blocks + vmf->pgoff);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct clean_ops = { .fault = clean_fault };

/* A size in bytes by a name that speaks of pages. */
#define WINDOW_PAGES PAGE_ALIGN(sizeof(struct window))
#define FEW_PAGES (PAGE_ALIGN(sizeof(struct window)) >> PAGE_SHIFT)

static vm_fault_t window_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= WINDOW_PAGES)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: pages are compared with bytes: vmf->pgoff counts pages,
 * WINDOW_PAGES counts bytes, and the test is wrong by a factor of PAGE_SIZE; compare with WINDOW_PAGES >> PAGE_SHIFT
 */
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(foo->memory + (vmf->pgoff << PAGE_SHIFT));
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct window_ops = { .fault = window_fault };

static vm_fault_t window_bytes_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;

	if (offset >= WINDOW_PAGES || vmf->pgoff >= FEW_PAGES)
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(foo->memory + offset);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct window_bytes_ops = { .fault = window_bytes_fault };
