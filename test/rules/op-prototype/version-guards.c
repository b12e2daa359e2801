/* release: 6.12 5.4 */
/* Arms of other releases are not held against this one; what is left is. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 11, 0)
static int foo_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
#else
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 11, 0)
static int bar_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
#else
static vm_fault_t bar_fault(struct vm_fault *vmf)
#endif
{
	return VM_FAULT_SIGBUS;
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 11, 0)
static int baz_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
/*	   ^^^^^^^^^ error[op-prototype]: int baz_fault(struct vm_area_struct *, struct vm_fault *) does not
 * fit vm_fault_t (*fault)(struct vm_fault *) of {release}
 */
{
	return VM_FAULT_SIGBUS;
}
#else
static int baz_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
#endif

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

/* What asks for features says nothing of this release: the author may have meant the arm for another. */
#if defined(HAVE_VMF_ONLY)
static vm_fault_t qux_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
#else
static int qux_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
#endif

static
#ifdef HAVE_OLD_FAULT
int quux_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
#else
vm_fault_t quux_fault(struct vm_fault *vmf)
#endif
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct qux_ops = { .fault = qux_fault };
static const struct vm_operations_struct quux_ops = { .fault = quux_fault };
