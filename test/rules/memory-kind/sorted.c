/* release: 5.10 4.19 */
/* expect: none */
/* Some of it lies in the linear mapping, and the function sorts them. */
struct tape { int kind; void *area; unsigned long size; };
static int tape_alloc(struct tape *tape)
{
	tape->area = vmalloc(tape->size);
	return tape->area ? 0 : -ENOMEM;
}
static vm_fault_t tape_fault(struct vm_fault *vmf)
{
	struct tape *tape = vmf->vma->vm_private_data;
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;
	void *address;

	if (offset >= tape->size)
		return VM_FAULT_SIGBUS;
	address = tape->area + offset;
	switch (tape->kind) {
	case TAPE_VMALLOC:
		vmf->page = vmalloc_to_page(address);
		break;
	default:
		vmf->page = virt_to_page(address);
		break;
	}
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct tape_ops = { .fault = tape_fault };
