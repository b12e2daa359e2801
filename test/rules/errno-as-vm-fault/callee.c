/* release: 6.12 4.19 */
/* The errno is made in a function of the same file, one or two calls away. */
static int foo_reserve(struct foo *foo)
{
	if (!foo->ready)
		return -ENODEV;
	return 0;
}

static int foo_prepare(struct foo *foo)
{
	int err;

	err = foo_reserve(foo);
	if (err)
		return err;
	foo->count++;
	return 0;
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err;

	err = foo_prepare(foo);
	if (err)
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler foo_fault() returns -ENODEV, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int err;

	err = foo_prepare(foo);
	if (err)
		return vmf_error(err);
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* The handler is a wrapper, the callee is wrong. */
static vm_fault_t __baz_fault(struct vm_fault *vmf, bool write)
{
	if (write)
		return -EPERM;
/*              ^^^^^^^^^^^^^^ error[errno-as-vm-fault]: __baz_fault() returns -EPERM, and fault handler baz_fault()
 * returns that as VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return filemap_fault(vmf);
}

static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	return __baz_fault(vmf, true);
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };

/* Called with the constant that keeps the errno away. */
static vm_fault_t qux_fault(struct vm_fault *vmf)
{
	return __baz_fault(vmf, false);
}
static const struct vm_operations_struct qux_ops = { .fault = qux_fault };
