/* release: 6.12 5.15 */
/* expect: none */
static int bar_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return addr & 1 ? -EINVAL : 0;
}

static int bar_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct bar *bar = vma->vm_private_data;

	if (write || !bar->present)
		return -EIO;
	memcpy(buf, bar->mem + (addr - vma->vm_start), len);
	return len;
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

/* What a pointer gives is not known. */
static int bar_mremap(struct vm_area_struct *vma)
{
	struct bar *bar = vma->vm_private_data;

	return bar->ops->moved(vma);
}

static const struct vm_operations_struct bar_ops = {
	.fault = bar_fault,
	.may_split = bar_may_split,
	.access = bar_access,
	.mremap = bar_mremap,
};

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_ops = &bar_ops;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
