/* release: 6.12 */
/* The fault travels in an object: whoever is handed that, or what it hangs on, may set the page. */

struct loop_io {
	struct vm_fault *vmf;
	int flags;
};

static vm_fault_t stack_fault(struct vm_fault *vmf)
{
	struct loop_io io;

	io.vmf = vmf;
	if (loop_run(&io))
		return VM_FAULT_SIGBUS;
	return 0;
}

static vm_fault_t heap_fault(struct vm_fault *vmf)
{
	struct loop_io *io = loop_io_of(vmf->vma->vm_file);

	io->vmf = vmf;
	if (loop_turn(vmf->vma->vm_file))
		return VM_FAULT_SIGBUS;
	return 0;
}

static vm_fault_t flags_fault(struct vm_fault *vmf)
{
	struct loop_io io;

	io.flags = vmf->flags;
	if (loop_run(&io))
		return VM_FAULT_SIGBUS;
	return 0;
/*      ^^^^^^^^^ error[fault-without-page]: fault handler flags_fault() returns 0 without having set vmf->page: core
 * dereferences the NULL page; set vmf->page to a page with a reference, or return VM_FAULT_SIGBUS or
 * VM_FAULT_NOPAGE
 */
}

static const struct vm_operations_struct stack_ops = { .fault = stack_fault };
static const struct vm_operations_struct heap_ops = { .fault = heap_fault };
static const struct vm_operations_struct flags_ops = { .fault = flags_fault };
