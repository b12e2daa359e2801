/* release: 6.12 6.3 */
/* Each kind of mapping has its flags: one of them may grow. */
static vm_fault_t kinds_fault(struct vm_fault *vmf)
{
	struct page *page = vmalloc_to_page((void *)(vmf->pgoff << PAGE_SHIFT));
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf->pgoff <<
 * PAGE_SHIFT is bounds-checked in kinds_mmap() alone, and mremap() can enlarge the mapping: user space reaches what
 * lies past the object; set VM_DONTEXPAND in kinds_mmap(), or return VM_FAULT_SIGBUS where it is out of range
 */

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct kinds_ops = { .fault = kinds_fault };

static int kinds_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kinds *kinds = file->private_data;
	unsigned long flags = vma->vm_flags;
	unsigned long addr = 0, len = 0;
	int faults = 0;

	switch (vma->vm_pgoff & 7) {
	case 0:
		addr = kinds->registers;
		len = PAGE_SIZE;
		flags |= VM_DONTCOPY | VM_DONTEXPAND;
		break;
	case 1:
		addr = (unsigned long)kinds->events;
		len = PAGE_SIZE;
		flags |= VM_IO | VM_DONTEXPAND;
		faults = 1;
		break;
	case 2:
		addr = (unsigned long)kinds->queue;
		len = kinds->queue_size;
		flags |= VM_IO | VM_DONTEXPAND;
		flags &= ~VM_MAYWRITE;
		faults = 1;
		break;
	case 3:
		addr = (unsigned long)kinds->status;
		len = kinds->status_size;
		flags |= VM_IO | VM_DONTEXPAND;
		faults = 1;
		break;
	case 4:
		addr = (unsigned long)kinds->done;
		len = kinds->done_size;
		flags |= VM_IO;
		faults = 1;
		break;
	default:
		return -EINVAL;
	}
	if (vma->vm_end - vma->vm_start != len)
		return -EINVAL;
	vm_flags_reset(vma, flags);
	if (faults) {
		vma->vm_pgoff = PFN_DOWN(addr);
		vma->vm_ops = &kinds_ops;
		return 0;
	}
	return io_remap_pfn_range(vma, vma->vm_start, PFN_DOWN(addr), len, vma->vm_page_prot);
}
static const struct file_operations kinds_fops = { .mmap = kinds_mmap };

/* More flags are made up from nothing. */
static vm_fault_t more_fault(struct vm_fault *vmf)
{
	struct page *page = vmalloc_to_page((void *)(vmf->pgoff << PAGE_SHIFT));
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf->pgoff <<
 * PAGE_SHIFT is bounds-checked in more_mmap() alone, and mremap() can enlarge the mapping: user space reaches what
 * lies past the object; set VM_DONTEXPAND in more_mmap(), or return VM_FAULT_SIGBUS where it is out of range
 */

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct more_ops = { .fault = more_fault };

static int more_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kinds *kinds = file->private_data;
	unsigned long more = VM_IO, addr, len;

	if (vma->vm_pgoff == 0) {
		addr = (unsigned long)kinds->events;
		len = PAGE_SIZE;
		more |= VM_DONTEXPAND;
	} else if (vma->vm_pgoff == 1) {
		addr = (unsigned long)kinds->queue;
		len = kinds->queue_size;
		more |= VM_DONTEXPAND | VM_DONTCOPY;
	} else if (vma->vm_pgoff == 2) {
		addr = (unsigned long)kinds->done;
		len = kinds->done_size;
	} else {
		return -EINVAL;
	}
	if (vma->vm_end - vma->vm_start != len)
		return -EINVAL;
	vm_flags_set(vma, more);
	vma->vm_pgoff = PFN_DOWN(addr);
	vma->vm_ops = &more_ops;
	return 0;
}
static const struct file_operations more_fops = { .mmap = more_mmap };

/* The one without is mapped at once, and needs none. */
static vm_fault_t least_fault(struct vm_fault *vmf)
{
	struct page *page = vmalloc_to_page((void *)(vmf->pgoff << PAGE_SHIFT));

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct least_ops = { .fault = least_fault };

static int least_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kinds *kinds = file->private_data;
	unsigned long flags = vma->vm_flags;
	unsigned long addr, len;
	int faults = 0;

	switch (vma->vm_pgoff & 7) {
	case 0:
		addr = kinds->registers;
		len = PAGE_SIZE;
		flags |= VM_DONTCOPY;
		break;
	case 1:
		addr = (unsigned long)kinds->events;
		len = PAGE_SIZE;
		flags |= VM_IO | VM_DONTEXPAND;
		faults = 1;
		break;
	case 2:
		addr = (unsigned long)kinds->queue;
		len = kinds->queue_size;
		flags |= VM_DONTEXPAND;
		faults = 1;
		break;
	default:
		return -EINVAL;
	}
	if (vma->vm_end - vma->vm_start != len)
		return -EINVAL;
	vm_flags_reset(vma, flags);
	if (faults) {
		vma->vm_pgoff = PFN_DOWN(addr);
		vma->vm_ops = &least_ops;
		return 0;
	}
	return io_remap_pfn_range(vma, vma->vm_start, PFN_DOWN(addr), len, vma->vm_page_prot);
}
static const struct file_operations least_fops = { .mmap = least_mmap };
