/* release: 6.12 6.1 */
/* expect: none */
/* A typedef that the tool cannot see through may be the right type. */
typedef struct vm_area_struct foo_vma_t;
typedef vm_fault_t foo_ret_t;

static void foo_open(foo_vma_t *vma)
{
}

static foo_ret_t foo_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

/* Two spellings of one type. */
static vm_fault_t foo_map_pages(struct vm_fault *vmf, unsigned long start, unsigned long end)
{
	return 0;
}

static int foo_mprotect(struct vm_area_struct *vma, unsigned long start, unsigned long end, vm_flags_t flags)
{
	return 0;
}

static const struct vm_operations_struct foo_ops = {
	.open = foo_open,
	.fault = foo_fault,
	.map_pages = foo_map_pages,
	.mprotect = foo_mprotect,
};
