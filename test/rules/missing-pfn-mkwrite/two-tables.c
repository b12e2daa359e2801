/* release: 6.12 5.10 */
/* Buffers have pages, and their faults insert nothing else; registers are mapped by frames, with another table. */
static vm_fault_t bo_fault(struct vm_fault *vmf)
{
	struct bo *bo = vmf->vma->vm_private_data;
	unsigned long index = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	if (index >= bo->count)
		return VM_FAULT_SIGBUS;
	return vmf_insert_page(vmf->vma, vmf->address, bo->pages[index]);
}

static const struct vm_operations_struct bo_vm_ops = { .fault = bo_fault };
static void regs_open(struct vm_area_struct *vma)
{
}

static const struct vm_operations_struct regs_vm_ops = { .open = regs_open };

static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;

	if (vma->vm_pgoff >= FIRST_BO) {
		vma->vm_ops = &bo_vm_ops;
		vma->vm_private_data = dev_bo(dev);
		vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
		vm_flags_clear(vma, VM_PFNMAP);
		return 0;
	}
	if (vma->vm_end - vma->vm_start > dev->size)
		return -EINVAL;
	vma->vm_ops = &regs_vm_ops;
	return io_remap_pfn_range(vma, vma->vm_start, dev->base >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

/* The frames are in the mapping that has the pages. */
static int mixed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;

	vma->vm_ops = &bo_vm_ops;
	vma->vm_private_data = dev_bo(dev);
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: mixed_mmap() maps with
 * VM_MIXEDMAP, but bo_vm_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	return vmf_insert_mixed(vma, vma->vm_start, dev->pfn) & VM_FAULT_ERROR ? -EFAULT : 0;
}

static const struct file_operations both_fops = { .mmap = both_mmap };
static const struct file_operations mixed_fops = { .mmap = mixed_mmap };
