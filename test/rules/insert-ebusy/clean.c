/* expect: none */
/* release: 5.4 6.12 */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err = vm_insert_page(vmf->vma, vmf->address, foo->page);

	if (err == -EBUSY)
		err = 0;
	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	if (err)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t many_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned int n;
	int err;

	for (n = 0; n < foo->count; n++) {
		err = vm_insert_page(vmf->vma, vmf->address + n * PAGE_SIZE, foo->pages[n]);
		if (err && err != -EBUSY)
			return VM_FAULT_SIGBUS;
	}
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct many_ops = { .fault = many_fault };

/* mmap() has the mapping for itself: any failure is one. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &foo_ops;
	vma->vm_private_data = foo;
	return vm_insert_page(vma, vma->vm_start, foo->page);
}
