/* release: 6.1 6.12 */
/* The page of the loser is freed and mapped all the same. */
static vm_fault_t pond_fault(struct vm_fault *vmf)
{
	struct pond *pond = vmf->vma->vm_private_data;
	unsigned long addr = pond->addr, pfn;

	if (!addr) {
		addr = uncached_alloc_page(numa_node_id(), 1);
		if (!addr)
			return VM_FAULT_OOM;
		spin_lock(&pond->lock);
		if (!pond->addr)
			pond->addr = addr;
		else
			uncached_free_page(addr, 1);
		spin_unlock(&pond->lock);
	}
	pfn = addr >> PAGE_SHIFT;
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: fault handler pond_fault() maps
 * addr (vmf_insert_pfn()) after uncached_free_page() has freed it: user space reaches the memory when it belongs to
 * another; map what takes its place, or free it on the ways alone that do not map it
 */
}
static const struct vm_operations_struct pond_ops = { .fault = pond_fault };

/* A frame that was worked out before, */
static vm_fault_t lake_fault(struct vm_fault *vmf)
{
	struct lake *lake = vmf->vma->vm_private_data;
	unsigned long mem = __get_free_page(GFP_KERNEL | __GFP_ZERO);
	unsigned long pfn;
	int err;

	if (!mem)
		return VM_FAULT_OOM;
	pfn = virt_to_phys((void *)mem) >> PAGE_SHIFT;
	err = lake_fill(lake, mem);
	if (err)
		free_page(mem);
	return vmf_insert_pfn(vmf->vma, vmf->address, pfn);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: fault handler lake_fault() maps mem
 * (vmf_insert_pfn()) after free_page() has freed it: user space reaches the memory when it belongs to another; map
 * what takes its place, or free it on the ways alone that do not map it
 */
}
static const struct vm_operations_struct lake_ops = { .fault = lake_fault };

/* of a page, */
static vm_fault_t reef_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	if (reef_read(vmf->vma->vm_private_data, page))
		__free_page(page);
	return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(page));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: fault handler
 * reef_fault() maps page (vmf_insert_pfn()) after __free_page() has freed it: user space reaches the memory when it
 * belongs to another; map what takes its place, or free it on the ways alone that do not map it
 */
}
static const struct vm_operations_struct reef_ops = { .fault = reef_fault };

/* in mmap, */
static int tarn_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tarn *tarn = file->private_data;
	unsigned long mem;

	if (vma_pages(vma) != 1)
		return -EINVAL;
	mem = get_zeroed_page(GFP_KERNEL);
	if (!mem)
		return -ENOMEM;
	if (tarn->mem)
		free_page(mem);
	else
		tarn->mem = mem;
	return remap_pfn_range(vma, vma->vm_start, __pa(mem) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]:
 * tarn_mmap() maps mem (remap_pfn_range()) after free_page() has freed it: user space reaches the memory when it
 * belongs to another; map what takes its place, or free it on the ways alone that do not map it
 */
}
static const struct file_operations tarn_fops = { .mmap = tarn_mmap };

/* and mapped first. */
static vm_fault_t brook_fault(struct vm_fault *vmf)
{
	struct brook *brook = vmf->vma->vm_private_data;
	unsigned long mem = brook_alloc_page(brook);
	vm_fault_t ret;

	if (!mem)
		return VM_FAULT_OOM;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, mem >> PAGE_SHIFT);
	brook_free_page(brook, mem);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: fault handler brook_fault() frees mem (brook_free_page())
 * and leaves mapped what vmf_insert_pfn() has mapped of it, which takes no reference: user space reaches the memory
 * when it belongs to another; free it when the mapping is gone
 */
	return ret;
}
static const struct vm_operations_struct brook_ops = { .fault = brook_fault };
