/* release: 6.12 6.8 */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_IO | VM_PFNMAP;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: foo_mmap() stores to
 * vma->vm_flags, which is const since 6.3 and does not compile: use vm_flags_set(vma, VM_IO | VM_PFNMAP) */
	vma->vm_flags &= ~VM_MAYWRITE;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: foo_mmap() stores to
 * vma->vm_flags, which is const since 6.3 and does not compile: use vm_flags_clear(vma, VM_MAYWRITE) */
	vma->vm_flags = VM_READ | VM_SHARED;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: foo_mmap() stores to
 * vma->vm_flags, which is const since 6.3 and does not compile: use vm_flags_reset() under mmap_lock for
 * writing, or vm_flags_init() on a VMA that is not visible yet */
	return 0;
}

static void foo_fault_flags(struct vm_fault *vmf)
{
	vmf->vma->vm_flags ^= VM_LOCKED;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: foo_fault_flags() stores to
 * vmf->vma->vm_flags, which is const since 6.3 and does not compile: use vm_flags_mod(vmf->vma, set, clear) */
}

static void through_local(struct vm_fault *vmf)
{
	struct vm_area_struct *v = vmf->vma;

#ifdef CONFIG_FOO
	v->vm_flags |= VM_DONTCOPY;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: through_local() stores to
 * v->vm_flags, which is const since 6.3 and does not compile: use vm_flags_set(v, VM_DONTCOPY) */
#endif
}
