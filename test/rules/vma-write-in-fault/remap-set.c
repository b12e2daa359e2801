/* release: 5.4 6.1 */
/* mmap has set what remap_pfn_range() sets: no flag changes, but an entry that is there already stops it. */
struct unit { struct mutex lock; unsigned long pfn; bool mapped; };

static vm_fault_t bare_fault(struct vm_fault *vmf)
{
	struct unit *unit = vmf->vma->vm_private_data;

	if (remap_pfn_range(vmf->vma, vmf->vma->vm_start, unit->pfn, PAGE_SIZE, vmf->vma->vm_page_prot))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]:
 * fault handler bare_fault() calls remap_pfn_range(), which hits a BUG_ON() where an entry is there already: two
 * threads that fault on one page both come here; insert with vmf_insert_pfn(), with VM_PFNMAP set in mmap
 */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct bare_ops = { .fault = bare_fault };

/* One at a time. */
static vm_fault_t locked_fault(struct vm_fault *vmf)
{
	struct unit *unit = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	mutex_lock(&unit->lock);
	if (!unit->mapped) {
		unit->mapped = true;
		if (remap_pfn_range(vmf->vma, vmf->vma->vm_start, unit->pfn, PAGE_SIZE, vmf->vma->vm_page_prot))
			ret = VM_FAULT_SIGBUS;
	}
	mutex_unlock(&unit->lock);
	return ret;
}

static const struct vm_operations_struct locked_ops = { .fault = locked_fault };

/* One flag is left to the fault. */
static vm_fault_t less_fault(struct vm_fault *vmf)
{
	struct unit *unit = vmf->vma->vm_private_data;

	if (remap_pfn_range(vmf->vma, vmf->vma->vm_start, unit->pfn, PAGE_SIZE, vmf->vma->vm_page_prot))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-write-in-fault]:
 * fault handler less_fault() calls remap_pfn_range(), which changes vm_flags, but a fault holds mmap_lock for reading
 * at most: it races with other faults and with mmap_lock writers; insert with vmf_insert_pfn(), with VM_PFNMAP set in
 * mmap
 */
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct less_ops = { .fault = less_fault };

static int bare_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &bare_ops;
	return 0;
}

static int locked_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &locked_ops;
	return 0;
}

static int less_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTDUMP;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &less_ops;
	return 0;
}

static const struct file_operations bare_fops = { .mmap = bare_mmap };
static const struct file_operations locked_fops = { .mmap = locked_mmap };
static const struct file_operations less_fops = { .mmap = less_mmap };
