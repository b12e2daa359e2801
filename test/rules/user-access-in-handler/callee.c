/* file: drivers/foo/foo.c */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (foo_fill(foo))
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
/* file: drivers/foo/fill.c */
int foo_fill(struct foo *foo)
{
	if (!foo->uptr)
		return -EINVAL;
	return copy_from_user(foo->data, foo->uptr, 8) ? -EFAULT : 0;
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[user-access-in-handler]: foo_fill() calls copy_from_user(): the fault that it may cause takes mmap_lock again and deadlocks behind a waiting writer; copy outside the handler, or under pagefault_disable() with the _inatomic form */
}
