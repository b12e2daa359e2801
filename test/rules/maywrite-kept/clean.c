/* release: 6.12 6.3 */
/* expect: none */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

/* Read-only for good. */
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Nothing is refused. */
static const struct vm_operations_struct any_ops = { .fault = foo_fault };
static int any_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &any_ops;
	return 0;
}
static const struct file_operations any_fops = { .mmap = any_mmap };

/* The table's own op refuses. */
static int asked_mprotect(struct vm_area_struct *vma, unsigned long start, unsigned long end, unsigned long flags)
{
	return flags & VM_WRITE ? -EACCES : 0;
}
static const struct vm_operations_struct asked_ops = { .fault = foo_fault, .mprotect = asked_mprotect };
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vma->vm_ops = &asked_ops;
	return 0;
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

/* What is written to a private mapping is a copy. */
static const struct vm_operations_struct own_ops = { .fault = foo_fault };
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return -EINVAL;
	vma->vm_ops = &own_ops;
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };
