/* release: 6.12 4.19 */
/* The second part of a mapping begins behind the first: its array begins with the first page of that. */
static struct page *ring_page(struct ring *ring, unsigned long pgoff)
{
	if (pgoff >= ring->log_first && pgoff < ring->log_first + ring->nr_log)
		return ring->log_pages[pgoff];
	return NULL;
}

static vm_fault_t ring_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;
	struct page *page = ring_page(ring, vmf->pgoff);
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: pgoff is compared with ring->log_first
 * and what is added to that, and indexes ring->log_pages all the same: user space reaches what lies
 * past it; subtract ring->log_first first
 */

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}

static const struct vm_operations_struct ring_ops = {
	.fault = ring_fault,
};

/* Right. */
static struct page *good_page(struct ring *ring, unsigned long pgoff)
{
	if (pgoff >= ring->log_first && pgoff < ring->log_first + ring->nr_log)
		return ring->log_pages[pgoff - ring->log_first];
	return NULL;
}

static vm_fault_t good_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;
	struct page *page = good_page(ring, vmf->pgoff);

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}

static const struct vm_operations_struct good_ops = {
	.fault = good_fault,
};

/* Right: the array is that of the device, which has them all. */
static vm_fault_t part_fault(struct vm_fault *vmf)
{
	struct part *part = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff < part->first || vmf->pgoff >= part->first + part->count)
		return VM_FAULT_SIGBUS;
	page = part->device->pages[vmf->pgoff];
	get_page(page);
	vmf->page = page;
	return 0;
}

static const struct vm_operations_struct part_ops = {
	.fault = part_fault,
};

/* Right: it ends at what is none of that object's parts. */
static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct part *part = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff < part->first || vmf->pgoff >= part->nr_pages)
		return VM_FAULT_SIGBUS;
	page = part->pages[vmf->pgoff];
	get_page(page);
	vmf->page = page;
	return 0;
}

static const struct vm_operations_struct last_ops = {
	.fault = last_fault,
};
