/* release: 6.12 */
/* A macro brings a parameter with its comma where the kernel has one; what it is nobody knows here. */
#ifdef HAVE_FAULT_ORDER
#define KEY_PARAMETER struct key *key,
#else
#define KEY_PARAMETER
#endif
static void chest_open(KEY_PARAMETER struct vm_area_struct *vma)
{
}
static void plain_close(struct vm_area_struct *vma, int more)
/*          ^^^^^^^^^^^ error[op-prototype]: void plain_close(struct vm_area_struct *, int) does not fit void (*close)(struct
 * vm_area_struct *) of 6.12
 */
{
}
static const struct vm_operations_struct chest_ops = { .open = chest_open, .close = plain_close };
