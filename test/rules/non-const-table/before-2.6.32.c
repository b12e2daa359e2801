/* release: 2.6.31 2.6.18 */
/* expect: none */
/* vma->vm_ops pointed to a writable table until 2.6.31. */
static struct vm_operations_struct foo_ops = {
	.open = NULL,
};
