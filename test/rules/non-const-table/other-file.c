/* release: 6.12 5.4 */
/* unresolved: 1 */
/* file: drivers/foo/foo_ops.c */
void foo_open(struct vm_area_struct *vma)
{
}

/* Written to by foo_main.c. */
struct vm_operations_struct foo_ops = {
	.open = foo_open,
};

/* Only read there. */
struct vm_operations_struct bar_ops = {
/*			    ^^^^^^^ warning[non-const-table]: bar_ops is never written to and can be const */
	.open = foo_open,
};
/* file: drivers/foo/foo_main.c */
extern struct vm_operations_struct foo_ops;
extern struct vm_operations_struct bar_ops;

void foo_mmap(struct vm_area_struct *vma)
{
	if (!foo_ops.close)
		foo_ops.close = bar_ops.open;
	vma->vm_ops = &bar_ops;
}
