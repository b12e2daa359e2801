/* release: 6.12 4.4 */
/* Handed to code that can only read. */
static void foo_open(struct vm_area_struct *vma)
{
}

static struct vm_operations_struct passed_ops = {
/*				   ^^^^^^^^^^ warning[non-const-table]: passed_ops is never written to and can
 * be const
 */
	.open = foo_open,
};

static struct vm_operations_struct pointed_ops = {
/*				   ^^^^^^^^^^^ warning[non-const-table]: pointed_ops is never written to and
 * can be const
 */
	.open = foo_open,
};

static struct vm_operations_struct compared_ops = {
/*				   ^^^^^^^^^^^^ warning[non-const-table]: compared_ops is never written to and
 * can be const
 */
	.open = foo_open,
};

static struct vm_operations_struct paired_ops = {
/*				   ^^^^^^^^^^ warning[non-const-table]: paired_ops is never written to and can
 * be const
 */
	.open = foo_open,
};

static const struct vm_operations_struct *foo_pointer = &pointed_ops;

static const struct foo_funcs foo_funcs = {
	.vm_ops = &paired_ops,
};

static void foo_install(struct vm_area_struct *vma, const struct vm_operations_struct *ops)
{
	vma->vm_ops = ops;
}

bool foo_setup(struct vm_area_struct *vma)
{
	foo_install(vma, &passed_ops);
	return vma->vm_ops == &compared_ops;
}
