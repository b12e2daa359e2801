/* release: 6.12 */
/* file: drivers/foo/foo.c */
/* One way in bounds nothing, whatever the other does; the address is rounded down to a huge page. */
static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long addr = vmf->address & ~((PAGE_SIZE << order) - 1);

	return vmf_insert_pfn(vma, vmf->address, foo->pfn + ((addr - vma->vm_start) >> PAGE_SHIFT));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: foo->pfn +
 * ((addr - vma->vm_start) >> PAGE_SHIFT) is never bounds-checked, here or in foo_core_mmap(): user
 * space reaches what lies past the object; return VM_FAULT_SIGBUS where it is out of range
 */
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return foo_huge_fault(vmf, 0);
}

static const struct vm_operations_struct foo_ops = { .fault = foo_fault, .huge_fault = foo_huge_fault };

static int foo_core_mmap(struct vfio_device *vdev, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP);
	vma->vm_private_data = foo_of(vdev);
	vma->vm_ops = &foo_ops;
	return 0;
}

static int foo_checked_mmap(struct vfio_device *vdev, struct vm_area_struct *vma)
{
	if (foo_check(vdev, vma))
		return -EINVAL;
	return foo_core_mmap(vdev, vma);
}

static const struct vfio_device_ops foo_vfio_ops = { .mmap = foo_core_mmap };
static const struct vfio_device_ops foo_checked_ops = { .mmap = foo_checked_mmap };
