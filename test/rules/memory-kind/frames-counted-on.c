/* release: 6.12 4.20 */
/* A page of vmalloc() says nothing of where the next one lies. */
static int summed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	unsigned long start = vma->vm_start, at;

	if (vma->vm_pgoff > bin->pages || vma_pages(vma) > bin->pages - vma->vm_pgoff)
		return -EINVAL;
	for (at = 0; at < vma_pages(vma); at++)
		if (remap_pfn_range(vma, start + at * PAGE_SIZE, vmalloc_to_pfn(bin->memory + at * PAGE_SIZE) + vma->vm_pgoff, PAGE_SIZE, vma->vm_page_prot))
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]:
 * summed_mmap() counts on from the frame of one page (vmalloc_to_pfn(bin->memory + at * PAGE_SIZE) + vma->vm_pgoff of
 * remap_pfn_range()), which vmalloc_to_pfn() looked up: pages of vmalloc() lie anywhere, and user space gets memory
 * of others; map page by page, each looked up by its own address
 */
			return -EAGAIN;
	return 0;
}
static const struct file_operations summed_fops = { .mmap = summed_mmap };

/* By way of a variable, in a fault, */
static vm_fault_t stepped_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;
	unsigned long first = vmalloc_to_pfn(bin->memory);

	if (vmf->pgoff >= bin->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, first + vmf->pgoff);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: stepped_fault() counts
 * on from the frame of one page (first + vmf->pgoff of vmf_insert_pfn()), which vmalloc_to_pfn() looked up: pages of
 * vmalloc() lie anywhere, and user space gets memory of others; map page by page, each looked up by its own address
 */
}
static const struct vm_operations_struct stepped_ops = { .fault = stepped_fault };

/* by its page, */
static vm_fault_t paged_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;
	struct page *page = vmalloc_to_page(bin->memory);

	if (vmf->pgoff >= bin->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(page) + vmf->pgoff);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]:
 * paged_fault() counts on from the frame of one page (page_to_pfn(page) + vmf->pgoff of vmf_insert_pfn()), which
 * vmalloc_to_page() looked up: pages of vmalloc() lie anywhere, and user space gets memory of others; map page by
 * page, each looked up by its own address
 */
}
static const struct vm_operations_struct paged_ops = { .fault = paged_fault };

/* with the flags of a pfn_t, */
static vm_fault_t flagged_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;
	unsigned long first = vmalloc_to_pfn(bin->memory);

	if (vmf->pgoff >= bin->pages)
		return VM_FAULT_SIGBUS;
	if (vmf->flags & FAULT_FLAG_WRITE)
		return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, __pfn_to_pfn_t(first + vmf->pgoff, PFN_DEV));
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]:
 * flagged_fault() counts on from the frame of one page (__pfn_to_pfn_t(first + vmf->pgoff, PFN_DEV) of
 * vmf_insert_mixed_mkwrite()), which vmalloc_to_pfn() looked up: pages of vmalloc() lie anywhere, and user space gets
 * memory of others; map page by page, each looked up by its own address
 */
	return vmf_insert_mixed(vmf->vma, vmf->address, pfn_to_pfn_t(first + vmf->pgoff));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]:
 * flagged_fault() counts on from the frame of one page (pfn_to_pfn_t(first + vmf->pgoff) of vmf_insert_mixed()),
 * which vmalloc_to_pfn() looked up: pages of vmalloc() lie anywhere, and user space gets memory of others; map page
 * by page, each looked up by its own address
 */
}
static const struct vm_operations_struct flagged_ops = { .fault = flagged_fault };

/* or for all of the mapping at once. */
static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	unsigned long bytes = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || bytes > bin->bytes)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vmalloc_to_pfn(bin->memory), bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]:
 * whole_mmap() counts on from the frame of one page (vmalloc_to_pfn(bin->memory) of remap_pfn_range()), which
 * vmalloc_to_pfn() looked up: pages of vmalloc() lie anywhere, and user space gets memory of others; map page by
 * page, each looked up by its own address
 */
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };

/* Each page is looked up, */
static vm_fault_t each_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;

	if (vmf->pgoff >= bin->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, vmalloc_to_pfn(bin->memory + (vmf->pgoff << PAGE_SHIFT)));
}
static const struct vm_operations_struct each_ops = { .fault = each_fault };

/* whatever it comes with, */
static vm_fault_t alone_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;
	unsigned long pfn = vmalloc_to_pfn(bin->memory + (vmf->pgoff << PAGE_SHIFT));

	if (vmf->pgoff >= bin->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, __pfn_to_pfn_t(pfn, PFN_DEV));
}
static const struct vm_operations_struct alone_ops = { .fault = alone_fault };

/* there is but one, */
static int single_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	unsigned long bytes = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || bytes > PAGE_SIZE)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vmalloc_to_pfn(bin->memory), bytes, vma->vm_page_prot);
}
static const struct file_operations single_fops = { .mmap = single_mmap };

/* or the memory is of another kind. */
static vm_fault_t linear_fault(struct vm_fault *vmf)
{
	struct bin *bin = vmf->vma->vm_private_data;

	if (vmf->pgoff >= bin->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, (virt_to_phys(bin->linear) >> PAGE_SHIFT) + vmf->pgoff);
}
static const struct vm_operations_struct linear_ops = { .fault = linear_fault };
