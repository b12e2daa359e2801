/* release: 6.12 4.19 */
/* expect: none */
static vm_fault_t disabled_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long left;

	pagefault_disable();
	left = __copy_from_user(foo->data, foo->uptr, PAGE_SIZE);
	pagefault_enable();
	if (left)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct disabled_ops = { .fault = disabled_fault };

static vm_fault_t atomic_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	pagefault_disable();
	if (__copy_from_user_inatomic(foo->data, foo->uptr, PAGE_SIZE)) {
		pagefault_enable();
		return VM_FAULT_SIGBUS;
	}
	pagefault_enable();
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct atomic_ops = { .fault = atomic_fault };

/* An ioctl is not a handler. */
static long foo_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct foo *foo = file->private_data;

	return copy_from_user(foo->data, (void __user *)arg, PAGE_SIZE) ? -EFAULT : 0;
}
static const struct file_operations foo_fops = { .unlocked_ioctl = foo_ioctl };

/* A kernel buffer. */
static int good_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;

	memcpy(buf, foo->data, len);
	return len;
}
static const struct vm_operations_struct access_ops = { .access = good_access };
