/* release: 6.12 6.1 */
static vm_fault_t int_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	int nr = vmf->pgoff;

	if (nr >= 64)
/*          ^^^^^^^^ warning[pgoff-bound]: the offset is cut to a signed number: a large vm_pgoff is negative and
 * passes this test, and user space reaches what lies before pool->pages; keep it in an unsigned long
 */
		return VM_FAULT_SIGBUS;
	get_page(pool->pages[nr]);
	vmf->page = pool->pages[nr];
	return 0;
}
static const struct vm_operations_struct int_ops = { .fault = int_fault };
static int int_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &int_ops;
	return 0;
}
static const struct file_operations int_fops = { .mmap = int_mmap };

/* Clean: mmap compares the offset as a whole. */
static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	int nr = vmf->pgoff;

	if (nr >= 64)
		return VM_FAULT_SIGBUS;
	get_page(pool->pages[nr]);
	vmf->page = pool->pages[nr];
	return 0;
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };
static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff >= 64)
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &held_ops;
	return 0;
}
static const struct file_operations held_fops = { .mmap = held_mmap };

/* Clean: it is unsigned. */
static vm_fault_t plain_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	unsigned int nr = vmf->pgoff;

	if (nr >= 64)
		return VM_FAULT_SIGBUS;
	get_page(pool->pages[nr]);
	vmf->page = pool->pages[nr];
	return 0;
}
static const struct vm_operations_struct plain_ops = { .fault = plain_fault };
static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };
