/* release: 3.0 3.10 4.10 */
/* The same handler with the arguments of 2.6.30, where it answers with bits. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct inode *inode = vma->vm_file->f_mapping->host;
	struct page *page = vmf->page;
	int ret = -EINVAL;

	lock_page(page);
	if (page->mapping != inode->i_mapping)
		goto out;
	return VM_FAULT_LOCKED;
out:
	unlock_page(page);
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: page_mkwrite handler foo_page_mkwrite() returns -EINVAL, but its
 * result is a set of VM_FAULT bits: convert it with block_page_mkwrite_return()
 */
}

static int bar_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct inode *inode = vma->vm_file->f_mapping->host;
	struct page *page = vmf->page;
	int ret = VM_FAULT_NOPAGE;

	lock_page(page);
	if (page->mapping != inode->i_mapping)
		goto out;
	return VM_FAULT_LOCKED;
out:
	unlock_page(page);
	return ret;
}

struct foo {
	/* Other structs have members of the same names. */
	int (*fault)(struct foo *foo);
};

static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return -EFAULT;
/*	^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -EFAULT, but its result is
 * a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
}

static int bar_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static int other_fault(struct foo *foo)
{
	return -EFAULT;
}

static struct foo other = {
	.fault = other_fault,
};

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
	.page_mkwrite = foo_page_mkwrite,
};

static const struct vm_operations_struct bar_ops = {
	.fault = bar_fault,
	.page_mkwrite = bar_page_mkwrite,
};
