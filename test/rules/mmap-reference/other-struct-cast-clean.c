/* release: 6.1 6.12 */
/* The object itself, */
static vm_fault_t dial_fault(struct vm_fault *vmf)
{
	void *mem = ((struct dial *)vmf->vma->vm_private_data)->mem;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(mem);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct dial_ops = { .fault = dial_fault };

static int dial_mmap(struct snd_hwdep *hw, struct file *file, struct vm_area_struct *vma)
{
	struct dial *dial = hw->private_data;

	if (!dial->is_ready)
		return -EBUSY;
	vma->vm_ops = &dial_ops;
	vma->vm_private_data = dial;
	return 0;
}
static const struct snd_hwdep_ops dial_hwdep = { .mmap = dial_mmap };

/* a cast to no struct, */
static vm_fault_t knob_fault(struct vm_fault *vmf)
{
	unsigned long mem = (unsigned long)vmf->vma->vm_private_data;

	vmf->page = virt_to_page((void *)mem);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct knob_ops = { .fault = knob_fault };

static int knob_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &knob_ops;
	vma->vm_private_data = file;
	return 0;
}
static const struct file_operations knob_fops = { .mmap = knob_mmap };

/* and a struct of which nothing tells how it begins. */
static vm_fault_t gear_fault(struct vm_fault *vmf)
{
	vmf->page = ((struct gear_base *)vmf->vma->vm_private_data)->page;
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct gear_ops = { .fault = gear_fault };

static int gear_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gear *gear = file->private_data;

	if (!gear->page || vma_pages(vma) != 1)
		return -EINVAL;
	vma->vm_ops = &gear_ops;
	vma->vm_private_data = gear;
	return 0;
}
static const struct file_operations gear_fops = { .mmap = gear_mmap };
/* expect: none */
