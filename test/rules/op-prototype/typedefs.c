/* release: 6.12 6.1 */
/* Names for the same type, a K&R-style break after the type, arms with two prototypes. */
typedef struct vm_area_struct foo_vma_t;

static vm_fault_t
foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static int
bar_fault(struct vm_fault *vmf)
/*<^^^^^^^^^ error[op-prototype]: int bar_fault(struct vm_fault *) does not fit vm_fault_t (*fault)(struct
 * vm_fault *) of {release}
 */
{
	return VM_FAULT_SIGBUS;
}

#ifdef CONFIG_FOO
static vm_fault_t arm_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
#else
static int arm_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
/*	   ^^^^^^^^^ error[op-prototype]: int arm_fault(struct vm_area_struct *, struct vm_fault *) does not
 * fit vm_fault_t (*fault)(struct vm_fault *) of {release}
 */
{
	return VM_FAULT_SIGBUS;
}
#endif

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static const struct vm_operations_struct arm_ops = { .fault = arm_fault };
