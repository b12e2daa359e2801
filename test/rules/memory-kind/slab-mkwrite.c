/* release: 6.18 7.1 */
/* vmf_insert_page_mkwrite() is handed the fault, and the page behind it. */
struct queue {
	void *rec;
	void *page;
};

static int queue_init(struct queue *q)
{
	q->rec = kzalloc(PAGE_SIZE, GFP_KERNEL);
	if (!q->rec)
		return -ENOMEM;
	q->page = (void *)get_zeroed_page(GFP_KERNEL);
	return q->page ? 0 : -ENOMEM;
}

static vm_fault_t rec_fault(struct vm_fault *vmf)
{
	struct queue *q = vmf->vma->vm_private_data;
	bool write = vmf->flags & FAULT_FLAG_WRITE;

	return vmf_insert_page_mkwrite(vmf, virt_to_page(q->rec), write);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: rec_fault() hands
 * vmf_insert_page_mkwrite() the page of q->rec, which kzalloc() gave: that page is one of the slab allocator, and the
 * call always fails with VM_FAULT_SIGBUS; allocate the memory by get_zeroed_page()
 */
}
static const struct vm_operations_struct rec_ops = { .fault = rec_fault };

static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct queue *q = vmf->vma->vm_private_data;
	bool write = vmf->flags & FAULT_FLAG_WRITE;

	return vmf_insert_page_mkwrite(vmf, virt_to_page(q->page), write);
}
static const struct vm_operations_struct page_ops = { .fault = page_fault };
