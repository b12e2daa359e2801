/* release: 6.12 */
/* file: drivers/foo/foo.c */
/* An allocation of that order has so many pages, and the index must stay below. */
#define FOO_ORDER 2

static vm_fault_t named_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	if (n > (1 << FOO_ORDER))
/*          ^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be 1 << FOO_ORDER itself, one past the end of
 * virt_to_page(foo->data), and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(foo->data) + n;
	get_page(vmf->page);
	return 0;
}

static vm_fault_t field_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff <= 1UL << foo->order) {
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be 1UL << foo->order itself, one past
 * the end of foo->first, and user space reaches what lies there: compare with <
 */
		page = foo->first + vmf->pgoff;
		get_page(page);
		vmf->page = page;
		return 0;
	}
	return VM_FAULT_SIGBUS;
}

static vm_fault_t sized_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > 1 << get_order(foo->size))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be 1 << get_order(foo->size)
 * itself, one past the end, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(foo->data + (vmf->pgoff << PAGE_SHIFT));
	get_page(vmf->page);
	return 0;
}

/* Clean: one page for the state, and then as many as the order says. */
static vm_fault_t control_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > 1UL << foo->order)
		return VM_FAULT_SIGBUS;
	vmf->page = vmalloc_to_page(foo->control + vmf->pgoff * PAGE_SIZE);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct control_ops = { .fault = control_fault };

/* Clean: it stays below. */
static vm_fault_t below_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned long n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	if (n >= (1 << FOO_ORDER))
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(foo->data) + n;
	get_page(vmf->page);
	return 0;
}

/* Clean: one less is the last page. */
static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > (1 << foo->order) - 1)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->first + vmf->pgoff;
	get_page(vmf->page);
	return 0;
}

/* Clean: nobody knows whether a number is the last one, or how many there are. */
static vm_fault_t number_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vmf->pgoff > 1 << FOO_LAST_BIT)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->first + vmf->pgoff;
	get_page(vmf->page);
	return 0;
}

static const struct vm_operations_struct named_ops = { .fault = named_fault };
static const struct vm_operations_struct field_ops = { .fault = field_fault };
static const struct vm_operations_struct sized_ops = { .fault = sized_fault };
static const struct vm_operations_struct below_ops = { .fault = below_fault };
static const struct vm_operations_struct last_ops = { .fault = last_fault };
static const struct vm_operations_struct number_ops = { .fault = number_fault };
