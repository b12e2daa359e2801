/* release: 5.11 4.10 */
/* map_pages answers nothing before 5.12. */
static vm_fault_t foo_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
/*		  ^^^^^^^^^^^^^ error[op-prototype]: vm_fault_t foo_map_pages(struct vm_fault *, pgoff_t,
 * pgoff_t) does not fit void (*map_pages)(struct vm_fault *, pgoff_t, pgoff_t) of {release}
 */
{
	return 0;
}

static void bar_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
}

static const struct vm_operations_struct foo_ops = { .map_pages = foo_map_pages };
static const struct vm_operations_struct bar_ops = { .map_pages = bar_map_pages };
