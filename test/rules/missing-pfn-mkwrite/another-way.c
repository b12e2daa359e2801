/* release: 6.12 5.10 */
/* A fault that hands out pages, and frames that another way through mmap puts into mappings of its own. */
static vm_fault_t chunk_fault(struct vm_fault *vmf)
{
	struct chunk *chunk = vmf->vma->vm_private_data;

	if (vmf->pgoff >= chunk->count)
		return VM_FAULT_SIGBUS;
	vmf->page = chunk->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct chunk_vm_ops = { .fault = chunk_fault };
static void io_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct io_vm_ops = { .open = io_open };

/* In a callee. */
static int io_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;

	if (vma->vm_end - vma->vm_start > PAGE_SIZE)
		return -EINVAL;
	vma->vm_ops = &io_vm_ops;
	return io_remap_pfn_range(vma, vma->vm_start, dev->base >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static int callee_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff > FIRST_BO)
		return io_mmap(file, vma);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &chunk_vm_ops;
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	return 0;
}

/* One by one. */
static int single_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;

	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: single_mmap() maps with
 * VM_MIXEDMAP, but io_vm_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	if (vma->vm_pgoff == FIRST_BO) {
		if (vma->vm_end - vma->vm_start != PAGE_SIZE)
			return -EINVAL;
		vma->vm_ops = &io_vm_ops;
		return vmf_insert_mixed(vma, vma->vm_start, dev->pfn) & VM_FAULT_ERROR ? -EFAULT : 0;
	}
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &chunk_vm_ops;
	return 0;
}

/* Before the table is chosen, the frames may be of either. */
static int first_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;

	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: first_mmap() maps with
 * VM_MIXEDMAP, but chunk_vm_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	if (dev->pfn_valid && (vmf_insert_mixed(vma, vma->vm_start, dev->pfn) & VM_FAULT_ERROR))
		return -EFAULT;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &chunk_vm_ops;
	return 0;
}

/* On some of the ways, into the same mapping. */
static int some_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;

	vma->vm_private_data = file->private_data;
	vma->vm_ops = &chunk_vm_ops;
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: some_mmap() maps with
 * VM_MIXEDMAP, but chunk_vm_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	if (dev->base)
		return vmf_insert_mixed(vma, vma->vm_start, dev->pfn) & VM_FAULT_ERROR ? -EFAULT : 0;
	return 0;
}

static const struct file_operations callee_fops = { .mmap = callee_mmap };
static const struct file_operations single_fops = { .mmap = single_mmap };
static const struct file_operations first_fops = { .mmap = first_mmap };
static const struct file_operations some_fops = { .mmap = some_mmap };
