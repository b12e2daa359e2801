/* release: 6.12 6.3 */
/* Nothing keeps the mapping from being private and writable. */

/* Nothing is asked. */
static vm_fault_t plain_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * plain_fault() calls vmf_insert_pfn() on a mapping that plain_mmap() makes with VM_PFNMAP, and private where user space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
/* No access: registers. */
static const struct vm_operations_struct plain_ops = { .fault = plain_fault };
static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

/* A private mapping may ask for reading alone, and for writing later. */
static vm_fault_t write_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * write_fault() calls vmf_insert_pfn() on a mapping that write_mmap() makes with VM_PFNMAP, and private where user space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
/* No access: registers. */
static const struct vm_operations_struct write_ops = { .fault = write_fault };
static int write_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EACCES;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &write_ops;
	return 0;
}
static const struct file_operations write_fops = { .mmap = write_mmap };

/* What may run is refused, or what is private and may be written now. */
static vm_fault_t either_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * either_fault() calls vmf_insert_pfn() on a mapping that either_mmap() makes with VM_PFNMAP, and private where user space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
/* No access: registers. */
static const struct vm_operations_struct either_ops = { .fault = either_fault };
static int either_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_flags & VM_EXEC) || (vma->vm_flags & (VM_SHARED | VM_WRITE)) == VM_WRITE)
		return -EPERM;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &either_ops;
	return 0;
}
static const struct file_operations either_fops = { .mmap = either_mmap };

/* VM_MAYSHARE is taken away where VM_MAYWRITE was meant. */
static vm_fault_t other_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * other_fault() calls vmf_insert_pfn() on a mapping that other_mmap() makes with VM_PFNMAP, and private where user space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
/* No access: registers. */
static const struct vm_operations_struct other_ops = { .fault = other_fault };
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYSHARE);
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &other_ops;
	return 0;
}
static const struct file_operations other_fops = { .mmap = other_mmap };

/* Only one kind of object asks. */
static vm_fault_t some_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
/*	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[insert-flags]: fault handler
 * some_fault() calls vmf_insert_pfn() on a mapping that some_mmap() makes with VM_PFNMAP, and private where user space asks for that: it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap
 */
}
/* No access: registers. */
static const struct vm_operations_struct some_ops = { .fault = some_fault };
static int some_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (foo->uncached && is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &some_ops;
	return 0;
}
static const struct file_operations some_fops = { .mmap = some_mmap };
