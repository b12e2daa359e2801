/* release: 6.5 6.1 5.4 4.19 */
/* The errno stands in the return, in every op that answers with VM_FAULT bits. */
struct foo {
	struct page **pages;
	unsigned long count;
};

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= foo->count)
		return -EFAULT;
/*		^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -EFAULT, but its
 * result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	if (!vmf->page->mapping) {
		unlock_page(vmf->page);
		return -EAGAIN;
/*		^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler foo_page_mkwrite() returns
 * -EAGAIN, but its result is a set of VM_FAULT bits: return VM_FAULT_NOPAGE instead
 */
	}
	return VM_FAULT_LOCKED;
}

static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->count ? VM_FAULT_NOPAGE : -EROFS;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: pfn_mkwrite handler
 * foo_pfn_mkwrite() returns -EROFS, but its result is a set of VM_FAULT bits: convert it with vmf_error()
 * where it arises
 */
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
	.pfn_mkwrite = foo_pfn_mkwrite,
};

/* The clean twins. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff >= foo->count)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	if (!vmf->page->mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static vm_fault_t bar_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->count ? VM_FAULT_NOPAGE : VM_FAULT_SIGBUS;
}

/* Ops whose answer is an errno by contract. */
static int bar_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return -EINVAL;
}

static const struct vm_operations_struct bar_ops = {
	.fault = bar_fault,
	.page_mkwrite = bar_page_mkwrite,
	.pfn_mkwrite = bar_pfn_mkwrite,
	.access = bar_access,
};
