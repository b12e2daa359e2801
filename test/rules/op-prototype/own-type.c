/* release: 4.14 4.16 3.10 */
/* A module gives itself vm_fault_t where the kernel has none; without that the name means nothing there. */
/* file: drivers/foo/own.c */
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 17, 0)
typedef int vm_fault_t;
#endif

static vm_fault_t own_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return len;
}

static const struct vm_operations_struct own_ops = { .access = own_access };
/* file: drivers/foo/by_macro.c */
#define vm_fault_t int

static vm_fault_t macro_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return len;
}

static const struct vm_operations_struct macro_ops = { .access = macro_access };
/* file: drivers/foo/unread.c */
#include "unread_compat.h"

static vm_fault_t unread_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return len;
}

static const struct vm_operations_struct unread_ops = { .access = unread_access };
/* file: drivers/foo/none.c */
static vm_fault_t none_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
/*		  ^^^^^^^^^^^ error[op-prototype]: vm_fault_t none_access(struct vm_area_struct *, unsigned
 * long, void *, int, int) does not fit int (*access)(struct vm_area_struct *, unsigned long, void *, int,
 * int) of {release} */
{
	return len;
}

static const struct vm_operations_struct none_ops = { .access = none_access };
