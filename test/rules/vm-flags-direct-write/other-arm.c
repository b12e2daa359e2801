/* release: 6.12 7.1 */
/* A test of the build for vm_flags_set() under the name of an option: each arm is for kernels of its own. */
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
#ifdef CONFIG_HAVE_VM_FLAGS_SET
	vm_flags_set(vma, VM_IO);
#else
	vma->vm_flags |= VM_IO;
#endif
	return vm_iomap_memory(vma, RING_BASE, RING_SIZE);
}

static int regs_mmap(struct file *file, struct vm_area_struct *vma)
{
#ifndef CONFIG_HAVE_VM_FLAGS
	vma->vm_flags |= VM_IO | VM_DONTDUMP;
	vma->vm_flags &= ~VM_MAYWRITE;
#else
	vm_flags_mod(vma, VM_IO | VM_DONTDUMP, VM_MAYWRITE);
#endif
	return vm_iomap_memory(vma, RING_BASE, RING_SIZE);
}

#if IS_ENABLED(CONFIG_OLD_FLAGS)
static inline void ring_flags(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags |= flags;
}
#else
static inline void ring_flags(struct vm_area_struct *vma, unsigned long flags)
{
	vm_flags_set(vma, flags);
}
#endif

#ifndef CONFIG_HAVE_VM_FLAGS_CLEAR
static inline void vm_flags_clear(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma->vm_flags &= ~flags;
}
#endif

/* An option that asks for something else says nothing of the kernel, and a call beside both arms neither. */
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
#ifdef CONFIG_RING_CACHED
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
#else
	vma->vm_flags |= VM_IO;
/*      ^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: both_mmap() stores to vma->vm_flags, which is const since
 * 6.3 and does not compile: use vm_flags_set(vma, VM_IO)
 */
#endif
	return vm_iomap_memory(vma, RING_BASE, RING_SIZE);
}

/* A comparison of releases is believed as it is written. */
static int late_mmap(struct file *file, struct vm_area_struct *vma)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(7, 2, 0)
	vma->vm_flags |= VM_IO;
/*      ^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: late_mmap() stores to vma->vm_flags, which is const since
 * 6.3 and does not compile: use vm_flags_set(vma, VM_IO)
 */
#else
	vm_flags_set(vma, VM_IO);
#endif
	return vm_iomap_memory(vma, RING_BASE, RING_SIZE);
}
