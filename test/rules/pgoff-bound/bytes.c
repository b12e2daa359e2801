/* release: 6.12 4.19 */
/* The offset in bytes against a size: at the size itself one page too far. */
static vm_fault_t size_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long offset;

	offset = vmf->pgoff << PAGE_SHIFT;
	if (offset > foo->buf_size)
/*          ^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->buf_size itself, one past the end, and
 * user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, (foo->phys + offset) >> PAGE_SHIFT);
}
static const struct vm_operations_struct size_ops = { .fault = size_fault };

static vm_fault_t arms_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	u64 offset = vmf->pgoff << PAGE_SHIFT;
	u64 area;

	if (foo->shared) {
		area = foo->all;
		if (offset >= foo->all_size)
			return VM_FAULT_SIGBUS;
	} else {
		area = foo->own;
		if (offset > foo->own_size)
/*                  ^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->own_size itself, one past the
 * end, and user space reaches what lies there: compare with >=
 */
			return VM_FAULT_SIGBUS;
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, (area + offset) >> PAGE_SHIFT);
}
static const struct vm_operations_struct arms_ops = { .fault = arms_fault };

/* The last page, or what is compared once more. */
static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;

	if (offset > foo->buf_size - PAGE_SIZE)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, (foo->phys + offset) >> PAGE_SHIFT);
}
static const struct vm_operations_struct last_ops = { .fault = last_fault };

static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long count = DIV_ROUND_UP(foo->bytes, PAGE_SIZE);

	if (vmf->pgoff > count)
		return VM_FAULT_SIGBUS;
	mutex_lock(&foo->lock);
	count = DIV_ROUND_UP(foo->bytes, PAGE_SIZE);
	if (vmf->pgoff >= count) {
		mutex_unlock(&foo->lock);
		return VM_FAULT_SIGBUS;
	}
	vmf->page = foo_page(foo, vmf->pgoff);
	mutex_unlock(&foo->lock);
	return 0;
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };
