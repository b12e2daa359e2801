/* release: 6.12 5.15 */
static int foo_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	if (addr & 1)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: may_split handler foo_may_split()
 * returns VM_FAULT_SIGBUS, but its result is 0 or a negative errno: a positive number is no error code,
 * and reaches user space as it is; return a negative errno instead
 */
	return 0;
}

static int foo_mprotect(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			unsigned long newflags)
{
	int ret = VM_FAULT_SIGSEGV;

	if (start == vma->vm_start && end == vma->vm_end)
		ret = 0;
	return ret;
/*      ^^^^^^^^^^^ error[vm-fault-as-errno]: mprotect handler foo_mprotect() returns VM_FAULT_SIGSEGV,
 * but its result is 0 or a negative errno: a positive number is no error code, and reaches user space as
 * it is; return a negative errno instead
 */
}

static int foo_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;

	if (write || !foo->present)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: access handler foo_access() returns
 * VM_FAULT_SIGBUS, but its result is the number of bytes handled or a negative errno: the caller takes
 * the bit for so many bytes; return a negative errno instead
 */
	memcpy(buf, foo->mem + (addr - vma->vm_start), len);
	return len;
}

static vm_fault_t foo_wait(struct foo *foo)
{
	return foo->present ? 0 : VM_FAULT_OOM;
}

static int foo_mremap(struct vm_area_struct *vma)
{
	return foo_wait(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: mremap handler foo_mremap()
 * returns VM_FAULT_OOM, but its result is 0 or a negative errno: a positive number is no error code, and
 * reaches user space as it is; return a negative errno instead
 */
}

static const struct vm_operations_struct foo_ops = {
	.may_split = foo_may_split,
	.mprotect = foo_mprotect,
	.access = foo_access,
	.mremap = foo_mremap,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: mmap handler foo_mmap() returns VM_FAULT_SIGBUS, but
 * its result is 0 or a negative errno: core drops the mapping, and mmap() hands the bit to user space as the address
 * of it; return a negative errno instead
 */
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Called by some mmap. */
static const struct vm_operations_struct mapped_ops = { .may_split = foo_may_split };
static int mmap_part(struct foo *foo, struct vm_area_struct *vma)
{
	if (!foo->size)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: mmap handler mmap_part() returns VM_FAULT_SIGBUS,
 * but its result is 0 or a negative errno: core drops the mapping, and mmap() hands the bit to user space as the
 * address of it; return a negative errno instead
 */
	vma->vm_ops = &mapped_ops;
	return 0;
}
