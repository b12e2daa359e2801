/* release: 6.12 6.3 */
/* expect: none */
/* What may be private is refused, or cannot be written. */

/* The usual way. */
static vm_fault_t cow_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct cow_ops = { .fault = cow_fault };
static int cow_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &cow_ops;
	return 0;
}
static const struct file_operations cow_fops = { .mmap = cow_mmap };

/* After everything else. */
static vm_fault_t late_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct late_ops = { .fault = late_fault };
static int late_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_ops = &late_ops;
	return 0;
}
static const struct file_operations late_fops = { .mmap = late_mmap };

/* The same without the helper. */
static vm_fault_t spelt_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct spelt_ops = { .fault = spelt_fault };
static int spelt_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE)
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &spelt_ops;
	return 0;
}
static const struct file_operations spelt_fops = { .mmap = spelt_mmap };

/* A shared mapping without write access is no private one. */
static vm_fault_t mayshare_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct mayshare_ops = { .fault = mayshare_fault };
static int mayshare_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long flags = vma->vm_flags;

	if (!(flags & VM_MAYSHARE))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &mayshare_ops;
	return 0;
}
static const struct file_operations mayshare_fops = { .mmap = mayshare_mmap };

/* Shared among others. */
static vm_fault_t both_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct both_ops = { .fault = both_fault };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_flags & (VM_READ | VM_SHARED)) != (VM_READ | VM_SHARED))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &both_ops;
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };

/* It never becomes writable. */
static vm_fault_t cleared_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct cleared_ops = { .fault = cleared_fault };
static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EACCES;
	vm_flags_clear(vma, VM_MAYWRITE);
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &cleared_ops;
	return 0;
}
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };

/* A function of its own decides. */
static bool below_is_shared(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_SHARED;
}
static vm_fault_t below_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct below_ops = { .fault = below_fault };
static int below_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!below_is_shared(vma))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &below_ops;
	return 0;
}
static const struct file_operations below_fops = { .mmap = below_mmap };

/* The answer in a variable. */
static vm_fault_t local_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct local_ops = { .fault = local_fault };
static int local_mmap(struct file *file, struct vm_area_struct *vma)
{
	bool shared = vma->vm_flags & VM_SHARED;

	if (vma->vm_pgoff || !shared)
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &local_ops;
	return 0;
}
static const struct file_operations local_fops = { .mmap = local_mmap };

/* The handler asks. */
static vm_fault_t fault_fault(struct vm_fault *vmf)
{
	if (is_cow_mapping(vmf->vma->vm_flags))
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct fault_ops = { .fault = fault_fault };
static int fault_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &fault_ops;
	return 0;
}
static const struct file_operations fault_fops = { .mmap = fault_mmap };

/* Nobody knows what bar_check() refuses. */
static vm_fault_t foreign_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct foreign_ops = { .fault = foreign_fault };
static int foreign_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (bar_check(vma))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &foreign_ops;
	return 0;
}
static const struct file_operations foreign_fops = { .mmap = foreign_mmap };

/* A helper says that it is private. */
static vm_fault_t told_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct told_ops = { .fault = told_fault };
static bool told_private(struct vm_area_struct *vma)
{
	return !(vma->vm_flags & (VM_SHARED | VM_MAYSHARE));
}
static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (told_private(vma))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &told_ops;
	return 0;
}
static const struct file_operations told_fops = { .mmap = told_mmap };

/* A helper says that it is not. */
static vm_fault_t asked_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
/* No access: registers. */
static const struct vm_operations_struct asked_ops = { .fault = asked_fault };
static bool asked_shared(unsigned long flags)
{
	return !!(flags & VM_SHARED);
}
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!asked_shared(vma->vm_flags))
		return -EINVAL;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &asked_ops;
	return 0;
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };
