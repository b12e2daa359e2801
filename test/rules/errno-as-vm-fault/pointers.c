/* release: 6.12 5.4 */
/* expect: none */
/* What a function pointer or an unseen function returns is not known. */
struct foo_driver {
	vm_fault_t (*fault)(struct vm_fault *vmf);
	int (*prepare)(struct vm_fault *vmf);
};

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo_driver *driver = vmf->vma->vm_private_data;

	return driver->fault(vmf);
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo_driver *driver = vmf->vma->vm_private_data;
	int ret;

	ret = driver->prepare(vmf);
	if (ret)
		return ret;
	return bar_elsewhere(vmf);
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* A value that somebody else stored. */
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return foo->last_result;
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

static vm_fault_t out_fault(struct vm_fault *vmf)
{
	int ret = -EINVAL;

	foo_decide(vmf, &ret);
	return ret;
}
static const struct vm_operations_struct out_ops = { .fault = out_fault };
