/* release: 6.12 4.19 */
/* Through variables: plain, merged, overwritten, in a structure on the stack. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = VM_FAULT_SIGBUS;
	int err = -ENOMEM;

	if (!vmf->vma->vm_file)
		ret = err;
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -ENOMEM, but its result is a
 * set of VM_FAULT bits: convert it with vmf_error() where it arises
 */
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* The errno is overwritten before it leaves. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = VM_FAULT_SIGBUS;
	int err = -ENOMEM;

	if (!vmf->vma->vm_file)
		ret = vmf_error(err);
	err = 0;
	return ret;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* One variable for both: the classic shape before vm_fault_t. */
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct page *page;
	int ret;

	ret = -EINVAL;
	if (vmf->pgoff > 16)
		goto out;
	ret = -ENOMEM;
	page = alloc_page(GFP_KERNEL);
	if (!page)
		goto out;
	vmf->page = page;
	ret = 0;
out:
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler baz_fault() returns -EINVAL or -ENOMEM, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error() where it arises
 */
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

static vm_fault_t qux_fault(struct vm_fault *vmf)
{
	struct page *page;
	int ret;

	ret = -EINVAL;
	if (vmf->pgoff > 16)
		goto out;
	ret = -ENOMEM;
	page = alloc_page(GFP_KERNEL);
	if (!page)
		goto out;
	vmf->page = page;
	ret = 0;
out:
	return ret ? vmf_error(ret) : 0;
}
static const struct vm_operations_struct qux_ops = { .fault = qux_fault };

/* Bits or-ed onto an errno do not make it one of them. */
static vm_fault_t or_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = VM_FAULT_MAJOR;

	if (vmf->pgoff > 16)
		ret |= -EIO;
	else
		ret |= VM_FAULT_SIGBUS;
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler or_fault() returns -EIO, but its result is a set
 * of VM_FAULT bits: convert it with vmf_error() where it arises
 */
}
static const struct vm_operations_struct or_ops = { .fault = or_fault };
