/* release: 5.4 6.12 */
/* A verb in the name of a function is its first or its last word, or what its body does: `output` puts nothing. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bm *bm = find_bm(file->private_data, vma->vm_pgoff);
	int err = 0, i;

	if (vma_pages(vma) < bm->count)
		return -EINVAL;
	for (i = 0; i < bm->count; i++) {
		struct buf *buf = &bm->bufs[i];

		err = remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE, page_to_pfn(buf->page), PAGE_SIZE,
				      vma->vm_page_prot);
		if (err)
			goto fail;
	}
	return 0;
fail:
	trace_output(bm);
	return err;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bm *bm = find_bm(file->private_data, vma->vm_pgoff);
	int err = 0, i;

	if (vma_pages(vma) < bm->count)
		return -EINVAL;
	for (i = 0; i < bm->count; i++) {
		struct buf *buf = &bm->bufs[i];

		err = remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE, page_to_pfn(buf->page), PAGE_SIZE,
				      vma->vm_page_prot);
		if (err)
			goto fail;
	}
	return 0;
fail:
	bm_put(bm);
/*      ^^^^^^^^^^ warning[use-after-put]: bar_mmap() gives back bm (bm_put()) where remap_pfn_range() has failed for
 * one piece, and leaves the pieces before mapped: other threads reach the memory until core unmaps them, when it may
 * belong to another; unmap them first (zap_vma_ptes())
 */
	return err;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

static vm_fault_t ring_fault(struct vm_fault *vmf)
{
	unsigned long mem = __get_free_page(GFP_KERNEL | __GFP_ZERO);

	if (!mem)
		return VM_FAULT_OOM;
	if (ring_free_slots(mem) < 2)
		pr_debug("ring is full\n");
	return vmf_insert_pfn(vmf->vma, vmf->address, virt_to_phys((void *)mem) >> PAGE_SHIFT);
}
static const struct vm_operations_struct ring_ops = { .fault = ring_fault };

static void tube_free_parts(unsigned long mem)
{
	free_page(mem);
}

static vm_fault_t tube_fault(struct vm_fault *vmf)
{
	unsigned long mem = __get_free_page(GFP_KERNEL | __GFP_ZERO);

	if (!mem)
		return VM_FAULT_OOM;
	tube_free_parts(mem);
	return vmf_insert_pfn(vmf->vma, vmf->address, virt_to_phys((void *)mem) >> PAGE_SHIFT);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]:
 * fault handler tube_fault() maps mem (vmf_insert_pfn()) after tube_free_parts() has freed it: user space reaches the
 * memory when it belongs to another; map what takes its place, or free it on the ways alone that do not map it
 */
}
static const struct vm_operations_struct tube_ops = { .fault = tube_fault };

/* A mapping of the kernel's that goes is none of user space. */
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	void *mem;
	int err;

	if (!page)
		return -ENOMEM;
	mem = kmap(page);
	err = remap_pfn_range(vma, vma->vm_start, page_to_pfn(page), PAGE_SIZE, vma->vm_page_prot);
	if (err) {
		kunmap(page);
		__free_page(page);
		return err;
	}
	baz_fill(mem);
	kunmap(page);
	__free_page(page);
/*      ^^^^^^^^^^^^^^^^^ warning[use-after-put]: baz_mmap() frees page (__free_page()) and leaves mapped what
 * remap_pfn_range() has mapped of it, which takes no reference: user space reaches the memory when it belongs to
 * another; free it when the mapping is gone
 */
	return 0;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };

static int qux_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	int err;

	if (!page)
		return -ENOMEM;
	err = remap_pfn_range(vma, vma->vm_start, page_to_pfn(page), PAGE_SIZE, vma->vm_page_prot);
	if (err) {
		__free_page(page);
		return err;
	}
	zap_vma_ptes(vma, vma->vm_start, PAGE_SIZE);
	__free_page(page);
	return -EAGAIN;
}
static const struct file_operations qux_fops = { .mmap = qux_mmap };
