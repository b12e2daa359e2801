/* release: 6.12 6.1 */
/* The object keeps the address, and frees it when it goes. */
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct note *note = vmf->vma->vm_private_data;

	note->mem = (void *)get_zeroed_page(GFP_KERNEL);
	if (!note->mem)
		return VM_FAULT_OOM;
	vmf->page = virt_to_page(note->mem);
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler kept_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still uses it; call
 * get_page() on it first
 */
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

/* Of memory of the slab allocator the page is no one's to hand out. */
static vm_fault_t slab_fault(struct vm_fault *vmf)
{
	void *mem = kzalloc(PAGE_SIZE, GFP_KERNEL);

	if (!mem)
		return VM_FAULT_OOM;
	vmf->page = virt_to_page(mem);
	return 0;
/*      ^^^^^^^^^ error[page-reference]: fault handler slab_fault() hands core the page in vmf->page without a
 * reference for it: core puts one when the entry goes, and the page is freed while the driver still uses it; call
 * get_page() on it first
 */
}
static const struct vm_operations_struct slab_ops = { .fault = slab_fault };
