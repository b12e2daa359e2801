/* release: 6.12 5.10 */
/* One missing check in a callee of two handlers is one finding, there. */
static vm_fault_t foo_insert(struct vm_fault *vmf, unsigned long area)
{
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;

	return vmf_insert_pfn(vmf->vma, vmf->address, (area + offset) >> PAGE_SHIFT);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the page
 * that foo_insert() is handed is never bounds-checked, here or in left_mmap(): user space reaches what
 * lies past the object; return VM_FAULT_SIGBUS where it is out of range
 */
}

static vm_fault_t left_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo_insert(vmf, foo->left);
}
static const struct vm_operations_struct left_ops = { .fault = left_fault };
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_PFNMAP;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &left_ops;
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

static vm_fault_t right_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo_insert(vmf, foo->right);
}
static const struct vm_operations_struct right_ops = { .fault = right_fault };
static int right_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_PFNMAP;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &right_ops;
	return 0;
}
static const struct file_operations right_fops = { .mmap = right_mmap };
