/* release: 6.12 7.1 */
/* Code for several kernels asks for features; its arms are not held against any of them. */
static inline void foo_flags_set(struct vm_area_struct *vma, vm_flags_t flags)
{
#if !FOO_CAN_START_WRITE
	foo_flags_set_word(vma, flags);
#elif defined(FOO_HAS_VM_FLAGS_SET)
	vm_flags_set(vma, flags);
#else
	vma->vm_flags |= flags;
#endif
}

#ifndef FOO_HAS_VM_FLAGS_SET
static inline void vm_flags_set(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma->vm_flags |= flags;
}
#endif

/* What the release decides is, and so is what stands beside such an arm. */
static void bar_flags_set(struct vm_area_struct *vma)
{
#ifdef FOO_DEBUG
	pr_info("flags");
#endif
	vma->vm_flags |= VM_IO;
/*	^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: bar_flags_set() stores to vma->vm_flags, which is const
 * since 6.3 and does not compile: use vm_flags_set(vma, VM_IO)
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0) && defined(CONFIG_MMU)
	vma->vm_flags |= VM_PFNMAP;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-flags-direct-write]: bar_flags_set() stores to vma->vm_flags, which is
 * const since 6.3 and does not compile: use vm_flags_set(vma, VM_PFNMAP)
 */
#endif
}
