/* release: 5.10 4.19 */
/* A driver sets special entries by a callback of its own. */
struct remap {
	struct mm_struct *mm;
	unsigned long pfn;
	pgprot_t prot;
};

static int remap_one(pte_t *pte, unsigned long addr, void *data)
{
	struct remap *r = data;

	set_pte_at(r->mm, addr, pte, pte_mkspecial(pfn_pte(r->pfn, r->prot)));
	r->pfn++;
	return 0;
}

static int remap_all(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn, unsigned long size)
{
	struct remap r;

	r.mm = vma->vm_mm;
	r.pfn = pfn;
	r.prot = vma->vm_page_prot;
	return apply_to_page_range(r.mm, addr, size, remap_one, &r);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: remap_all() calls
 * apply_to_page_range() on a mapping that bare_mmap() makes with neither VM_PFNMAP nor VM_MIXEDMAP: the special
 * entries that its callback sets are bad ones for core, which complains of each at munmap and fork; set VM_PFNMAP in
 * mmap
 */
}

static vm_fault_t bare_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *area = vmf->vma;
	struct foo *foo = area->vm_private_data;
	int err;

	err = remap_all(area, area->vm_start, foo->pfn, area->vm_end - area->vm_start);
	return err ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct bare_ops = { .fault = bare_fault };
static int bare_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_end - vma->vm_start > foo->size)
		return -EINVAL;
	vma->vm_flags |= VM_IO | VM_DONTEXPAND;
	vma->vm_private_data = foo;
	vma->vm_ops = &bare_ops;
	return 0;
}
static const struct file_operations bare_fops = { .mmap = bare_mmap };

static vm_fault_t frames_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *area = vmf->vma;
	struct foo *foo = area->vm_private_data;
	int err;

	err = remap_all(area, area->vm_start, foo->pfn, area->vm_end - area->vm_start);
	return err ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct frames_ops = { .fault = frames_fault };
static int frames_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_end - vma->vm_start > foo->size)
		return -EINVAL;
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND;
	vma->vm_private_data = foo;
	vma->vm_ops = &frames_ops;
	return 0;
}
static const struct file_operations frames_fops = { .mmap = frames_mmap };
