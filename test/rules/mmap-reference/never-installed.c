/* release: 6.12 4.14 */
/* Nothing but its own declaration says the name of the table. */
static void lost_close(struct vm_area_struct *vma)
{
	struct lost *lost = vma->vm_private_data;

	lost_stop(lost);
}
static const struct vm_operations_struct lost_vm_ops = { .close = lost_close };
/*                                       ^^^^^^^^^^^ warning[mmap-reference]: nothing installs lost_vm_ops: no mapping
 * has it, and close is never called; set vma->vm_ops to it in mmap
 */
static int lost_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lost *lost = file->private_data;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_private_data = lost;
	return vm_iomap_memory(vma, lost->phys, lost->bytes);
}
static const struct file_operations lost_fops = { .mmap = lost_mmap };

/* It is installed, by way of a pointer; */
static const struct vm_operations_struct kept_vm_ops = { .close = lost_close };
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	const struct vm_operations_struct *ops = &kept_vm_ops;
	struct lost *lost = file->private_data;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_private_data = lost;
	vma->vm_ops = ops;
	return vm_iomap_memory(vma, lost->phys, lost->bytes);
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* that of another file may be installed there. */
const struct vm_operations_struct shared_vm_ops = { .close = lost_close };
