/* release: 6.12 6.3 */
/* The shapes of a frame buffer, a graphics object and a DAX file, with and without what they need. */

/* A frame buffer in stolen memory. */
static vm_fault_t sfb_fault(struct vm_fault *vmf)
{
	struct fb_info *info = vmf->vma->vm_private_data;
	unsigned long pfn = info->fix.smem_start >> PAGE_SHIFT;
	vm_fault_t err = VM_FAULT_SIGBUS;
	unsigned long address = vmf->vma->vm_start;
	int i;

	for (i = 0; i < info->pages; ++i) {
		err = vmf_insert_mixed(vmf->vma, address, __pfn_to_pfn_t(pfn, PFN_DEV));
		if (unlikely(err & VM_FAULT_ERROR))
			break;
		address += PAGE_SIZE;
		++pfn;
	}
	return err;
}

static const struct vm_operations_struct sfb_ops = {
/*					 ^^^^^^^ information[missing-access]: sfb_ops has no access, and sfb_mmap() maps with
 * VM_IO: a debugger cannot read the mapping; add .access, or suppress with a reason */
	.fault = sfb_fault,
};

static int sfb_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff != 0)
		return -EINVAL;
	if (vma->vm_pgoff > (~0UL >> PAGE_SHIFT))
		return -EINVAL;
	vma->vm_ops = &sfb_ops;
	vma->vm_private_data = (void *)info;
	vm_flags_set(vma, VM_IO | VM_MIXEDMAP | VM_DONTEXPAND | VM_DONTDUMP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: sfb_mmap()
 * maps with VM_MIXEDMAP, but sfb_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page
 * goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	return 0;
}

/* A graphics object: the flag stands beside the table in one initializer. */
static int gxo_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_mod(vma, VM_IO | VM_MIXEDMAP | VM_DONTEXPAND, VM_PFNMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: gxo_mmap()
 * maps with VM_MIXEDMAP, but gxo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page
 * goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	if (to_gxo(obj)->cached) {
		fput(vma->vm_file);
		vma->vm_pgoff = 0;
	}
	vma->vm_page_prot = pgprot_decrypted(vma->vm_page_prot);
	return 0;
}

static const struct vm_operations_struct gxo_ops = {
/*					 ^^^^^^^ information[missing-access]: gxo_ops has no access, and gxo_mmap() maps with
 * VM_IO: a debugger cannot read the mapping; add .access, or suppress with a reason */
	.fault = sfb_fault,
};

static const struct drm_gem_object_funcs gxo_funcs = {
	.mmap = gxo_mmap,
	.vm_ops = &gxo_ops,
};

static int gxo_plain_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO | VM_DONTEXPAND);
	return 0;
}

static const struct drm_gem_object_funcs gxo_plain_funcs = {
	.mmap = gxo_plain_mmap,
	.vm_ops = &gxo_ops,
};

/* A DAX file that lost its pfn_mkwrite, and one that has it. */
static vm_fault_t dxf_fault(struct vm_fault *vmf)
{
	return vmf_insert_mixed(vmf->vma, vmf->address, dxf_pfn(vmf->pgoff));
}

static const struct vm_operations_struct dxf_ops = {
	.fault = dxf_fault,
	.page_mkwrite = dxf_fault,
};

static const struct vm_operations_struct dxf_ok_ops = {
	.fault = dxf_fault,
	.page_mkwrite = dxf_fault,
	.pfn_mkwrite = dxf_fault,
};

static const struct vm_operations_struct dxf_cached_ops = {
	.fault = dxf_fault,
	.page_mkwrite = dxf_fault,
};

static int dxf_mmap(struct file *file, struct vm_area_struct *vma)
{
	file_accessed(file);
	if (IS_DAX(file_inode(file))) {
		vma->vm_ops = &dxf_ops;
		vm_flags_set(vma, VM_MIXEDMAP | VM_HUGEPAGE);
/*		^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: dxf_mmap() maps
 * with VM_MIXEDMAP, but dxf_ops has no pfn_mkwrite: page_mkwrite is not called for an entry without a struct
 * page, so its first write goes unnoticed
 */
	} else {
		vma->vm_ops = &dxf_cached_ops;
	}
	return 0;
}

static int dxf_ok_mmap(struct file *file, struct vm_area_struct *vma)
{
	file_accessed(file);
	if (IS_DAX(file_inode(file))) {
		vma->vm_ops = &dxf_ok_ops;
		vm_flags_set(vma, VM_MIXEDMAP | VM_HUGEPAGE);
	} else {
		vma->vm_ops = &dxf_cached_ops;
	}
	return 0;
}
