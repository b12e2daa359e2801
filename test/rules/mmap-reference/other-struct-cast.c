/* release: 6.1 6.12 */
/* The handler takes what it finds for another struct by a cast. */
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
	vma->vm_private_data = hw;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: dial_mmap() stores hw, a struct snd_hwdep, in
 * vm_private_data, and fault of dial_ops takes it for a struct dial: it reads and writes another object than it
 * means; store the struct dial
 */
	return 0;
}
static const struct snd_hwdep_ops dial_hwdep = { .mmap = dial_mmap };

/* In an argument; the struct file is known to be none of the driver's. */
static vm_fault_t knob_fault(struct vm_fault *vmf)
{
	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	vmf->page = knob_page((struct knob *)vmf->vma->vm_private_data);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct knob_ops = { .fault = knob_fault };

static int knob_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &knob_ops;
	vma->vm_private_data = file;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: knob_mmap() stores file, a struct file, in
 * vm_private_data, and fault of knob_ops takes it for a struct knob: it reads and writes another object than it
 * means; store the struct knob
 */
	return 0;
}
static const struct file_operations knob_fops = { .mmap = knob_mmap };
