/* release: 6.12 6.3 */
/* expect: none */
struct foo_region {
	unsigned long vm_flags;
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma, struct foo_region *region)
{
	unsigned long flags = vma->vm_flags;

	region->vm_flags = flags;
	if (vma->vm_flags == VM_READ)
		return -EINVAL;
	vm_flags_set(vma, VM_IO);
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
	vma->vm_flags |= VM_PFNMAP;
#else
	vm_flags_set(vma, VM_PFNMAP);
#endif
	return 0;
}
/* vma->vm_flags |= VM_IO; */
