/* release: 6.12 6.3 */
/* mprotect() makes writable what was mapped for reading. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: foo_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* The wrong flag is taken away. */
static const struct vm_operations_struct other_ops = { .fault = foo_fault };
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: other_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * (VM_MAYSHARE, which is cleared, decides on something else)
 */
		return -EPERM;
	vm_flags_clear(vma, VM_MAYSHARE);
	vma->vm_ops = &other_ops;
	return 0;
}
static const struct file_operations other_fops = { .mmap = other_mmap };
