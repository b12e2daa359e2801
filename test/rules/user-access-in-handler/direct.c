/* release: 6.12 4.19 */
static vm_fault_t copy_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (copy_from_user(foo->data, foo->uptr, PAGE_SIZE))
/*	    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[user-access-in-handler]: fault handler copy_fault() calls copy_from_user(): the fault that it may cause takes mmap_lock again and deadlocks behind a waiting writer; copy outside the handler, or under pagefault_disable() with the _inatomic form */
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static vm_fault_t put_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	lock_page(vmf->page);
	put_user(1, foo->counter);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^ error[user-access-in-handler]: page_mkwrite handler put_mkwrite() calls put_user(): the fault that it may cause takes mmap_lock again and deadlocks behind a waiting writer; copy outside the handler, or under pagefault_disable() with the _inatomic form */
	return VM_FAULT_LOCKED;
}
static void user_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;
	u32 value;

	if (get_user(value, foo->uptr) == 0)
/*	    ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[user-access-in-handler]: open handler user_open()
 * calls get_user(): the fault that it may cause takes mmap_lock again and deadlocks behind a waiting writer;
 * copy outside the handler, or under pagefault_disable() with the _inatomic form */
		foo->value = value;
}
static int user_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;

	if (copy_to_user(buf, foo->data, len))
/*	    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[user-access-in-handler]: access handler
 * user_access() calls copy_to_user(): the fault that it may cause takes mmap_lock again and deadlocks behind
 * a waiting writer; copy outside the handler, or under pagefault_disable() with the _inatomic form */
		return -EFAULT;
	return len;
}
static const struct vm_operations_struct foo_ops = {
	.open = user_open,
	.fault = copy_fault,
	.page_mkwrite = put_mkwrite,
	.access = user_access,
};
