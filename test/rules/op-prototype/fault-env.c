/* release: 4.8 4.9 */
/* struct fault_env lived for two releases, in map_pages alone. */
static void foo_map_pages(struct vm_area_struct *vma, struct vm_fault *vmf)
/*	    ^^^^^^^^^^^^^ error[op-prototype]: void foo_map_pages(struct vm_area_struct *, struct vm_fault *)
 * does not fit void (*map_pages)(struct fault_env *, pgoff_t, pgoff_t) of {release}
 */
{
}

static void bar_map_pages(struct fault_env *fe, pgoff_t start, pgoff_t end)
{
}

static const struct vm_operations_struct foo_ops = { .map_pages = foo_map_pages };
static const struct vm_operations_struct bar_ops = { .map_pages = bar_map_pages };
