/* release: 6.12 */
/* Of a part that stands deep below its entry it is enough that none of its callers clears the flag. */
static vm_fault_t part_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct part_ops = { .fault = part_fault };

static int part_of(struct foo *foo, struct vm_area_struct *vma)
{
	if (foo->read_only)
		vm_flags_clear(vma, VM_WRITE);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: part_of() clears VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * too
 */
	vma->vm_ops = &part_ops;
	return 0;
}
static int part_fourth(struct foo *foo, struct vm_area_struct *vma)
{
	return part_of(foo, vma);
}
static int part_third(struct foo *foo, struct vm_area_struct *vma)
{
	return part_fourth(foo, vma);
}
static int part_second(struct foo *foo, struct vm_area_struct *vma)
{
	return part_third(foo, vma);
}
static int part_first(struct foo *foo, struct vm_area_struct *vma)
{
	return part_second(foo, vma);
}
static int part_mmap(struct file *file, struct vm_area_struct *vma)
{
	return part_first(file->private_data, vma);
}
static const struct file_operations part_fops = { .mmap = part_mmap };

static const struct vm_operations_struct rest_ops = { .fault = part_fault };

static int rest_of(struct foo *foo, struct vm_area_struct *vma)
{
	if (foo->read_only)
		vm_flags_clear(vma, VM_WRITE);
	vma->vm_ops = &rest_ops;
	return 0;
}
static int rest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret = rest_of(foo, vma);

	if (foo->read_only)
		vm_flags_clear(vma, VM_MAYWRITE);
	return ret;
}
static const struct file_operations rest_fops = { .mmap = rest_mmap };
