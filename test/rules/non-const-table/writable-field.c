/* release: 3.1 2.6.38 */
/* The field that takes the table points to one that may be written: const would not compile. */
struct foo_driver {
	const char *name;
	struct vm_operations_struct *vm_ops;
};

struct bar_driver {
	const char *name;
	const struct vm_operations_struct *bar_vm_ops;
};

static struct vm_operations_struct foo_ops = {
	.open = NULL,
};

static struct vm_operations_struct bar_ops = {
/*				   ^^^^^^^ warning[non-const-table]: bar_ops is never written to and can be
 * const */
	.open = NULL,
};

static struct foo_driver foo_driver = {
	.vm_ops = &foo_ops,
};

static struct bar_driver bar_driver = {
	.bar_vm_ops = &bar_ops,
};

/* So did that of a DRM driver until 3.4, wherever it is declared. */
static struct vm_operations_struct gem_ops = {
	.open = NULL,
};

static struct drm_driver gem_driver = {
	.gem_vm_ops = &gem_ops,
};
