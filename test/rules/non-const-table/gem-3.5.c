/* release: 3.5 4.19 */
static struct vm_operations_struct gem_ops = {
/*				   ^^^^^^^ warning[non-const-table]: gem_ops is never written to and can be
 * const */
	.open = NULL,
};

static struct drm_driver gem_driver = {
	.gem_vm_ops = &gem_ops,
};
