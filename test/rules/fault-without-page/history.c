/* release: 6.12 6.1 */

/* A page that is not there, and 0 all the same. */
static vm_fault_t pcm_fault(struct vm_fault *vmf)
{
	struct pcm *s = vmf->vma->vm_private_data;
	struct page *page;
	size_t dma_bytes;

	if (s == NULL)
		return VM_FAULT_SIGBUS;
	dma_bytes = PAGE_ALIGN(s->dma_bytes);
	if ((vmf->pgoff << PAGE_SHIFT) > dma_bytes - PAGE_SIZE)
		return VM_FAULT_SIGBUS;
	if (s->ops->page)
		page = s->ops->page(s, vmf->pgoff << PAGE_SHIFT);
	else
		page = NULL;
	if (page) {
		get_page(page);
		vmf->page = page;
	}
	return 0;
/*      ^^^^^^^^^ error[fault-without-page]: fault handler pcm_fault() returns 0 without having set
 * vmf->page: core dereferences the NULL page; set vmf->page to a page with a reference, or return
 * VM_FAULT_SIGBUS or VM_FAULT_NOPAGE */
}
static const struct vm_operations_struct pcm_fault_ops = { .fault = pcm_fault };

static vm_fault_t good_pcm_fault(struct vm_fault *vmf)
{
	struct pcm *s = vmf->vma->vm_private_data;
	struct page *page;
	size_t dma_bytes;

	if (s == NULL)
		return VM_FAULT_SIGBUS;
	dma_bytes = PAGE_ALIGN(s->dma_bytes);
	if ((vmf->pgoff << PAGE_SHIFT) > dma_bytes - PAGE_SIZE)
		return VM_FAULT_SIGBUS;
	if (s->ops->page)
		page = s->ops->page(s, vmf->pgoff << PAGE_SHIFT);
	else
		page = NULL;
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct good_pcm_fault_ops = { .fault = good_pcm_fault };
