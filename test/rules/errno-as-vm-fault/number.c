/* release: 3.10 */
struct tape { int is_empty; struct page *page; };
static int tape_find(struct tape *tape)
{
	if (tape->is_empty)
		return -1;
	return 0;
}

/* A number that stands for no error in particular is no set of bits either. */
static int tape_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct tape *tape = vma->vm_private_data;

	if (vmf->pgoff)
		return -1;
/*              ^^^^^^^^^^ error[errno-as-vm-fault]: fault handler tape_fault() returns -1, but its result is a set of VM_FAULT bits:
 * return VM_FAULT_SIGBUS instead
 */
	get_page(tape->page);
	vmf->page = tape->page;
	return 0;
}
static const struct vm_operations_struct tape_ops = { .fault = tape_fault };

/* One that is looked at first is none of the result. */
static int found_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct tape *tape = vma->vm_private_data;

	if (vmf->pgoff || tape_find(tape) < 0)
		return VM_FAULT_SIGBUS;
	get_page(tape->page);
	vmf->page = tape->page;
	return 0;
}
static const struct vm_operations_struct found_ops = { .fault = found_fault };
