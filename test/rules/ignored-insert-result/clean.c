/* release: 6.12 4.20 */
/* expect: none */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&foo->lock);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err;

	err = remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (err)
		return err;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static vm_fault_t loop_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	unsigned long i;

	for (i = 0; i < foo->count; i++) {
		ret = vmf_insert_pfn(vmf->vma, vmf->address + i * PAGE_SIZE, foo->pfn + i);
		if (ret & VM_FAULT_ERROR)
			break;
	}
	return ret;
}
static const struct vm_operations_struct loop_ops = { .fault = loop_fault };

/* The cast says that it does not matter for a page that nobody asked for. */
static vm_fault_t ahead_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	if (ret == VM_FAULT_NOPAGE)
		(void)vmf_insert_pfn(vmf->vma, vmf->address + PAGE_SIZE, foo->pfn + 1);
	return ret;
}
static const struct vm_operations_struct ahead_ops = { .fault = ahead_fault };
