/* release: 6.12 2.6.32 */
/* Every form of a table that nothing writes to. */
static void foo_open(struct vm_area_struct *vma)
{
}

static struct vm_operations_struct foo_ops = {
/*				   ^^^^^^^ warning[non-const-table]: foo_ops is never written to and can be
 * const
 */
	.open = foo_open,
};

static struct vm_operations_struct next_line_ops =
/*				   ^^^^^^^^^^^^^ warning[non-const-table]: next_line_ops is never written to
 * and can be const
 */
{
	.open = foo_open,
};

struct vm_operations_struct exported_ops = {
/*			    ^^^^^^^^^^^^ warning[non-const-table]: exported_ops is never written to and can be
 * const
 */
	.open = foo_open,
};

static struct vm_operations_struct tables[] = {
	{ .open = foo_open },
/*	^^^^^^^^^^^^^^^^^^^^ warning[non-const-table]: tables is never written to and can be const */
	{ .close = foo_open },
};

static struct vm_operations_struct empty_ops = { };
/*				   ^^^^^^^^^ warning[non-const-table]: empty_ops is never written to and can
 * be const
 */

static struct vm_operations_struct annotated_ops __read_mostly = {
/*				   ^^^^^^^^^^^^^ warning[non-const-table]: annotated_ops is never written to
 * and can be const
 */
	.open = foo_open,
};

#ifdef CONFIG_FOO
static struct vm_operations_struct arm_ops = {
/*				   ^^^^^^^ warning[non-const-table]: arm_ops is never written to and can be
 * const
 */
	.open = foo_open,
};
#endif

void foo_mmap(struct vm_area_struct *vma)
{
	static struct vm_operations_struct local_ops = {
/*					   ^^^^^^^^^ warning[non-const-table]: local_ops is never written to
 * and can be const
 */
		.open = foo_open,
	};

	vma->vm_ops = &local_ops;
}

static const struct vm_operations_struct const_foo_ops = {
	.open = foo_open,
};

static struct vm_operations_struct const const_after_ops = {
	.open = foo_open,
};

const struct vm_operations_struct const_tables[] = {
	{ .open = foo_open },
};

void bar_mmap(struct vm_area_struct *vma)
{
	static const struct vm_operations_struct const_local_ops = {
		.open = foo_open,
	};

	vma->vm_ops = &const_local_ops;
}
