/* release: 6.12 */
/* A backslash at the end of a line joins it to the next, and is no part of a type. */
struct box { struct mutex lock; unsigned long count; struct page **pages; };

static vm_fault_t joined_fault( \
		struct vm_fault \
		*vmf)
{
	struct box *box = (struct box \
			*)vmf->vma->vm_private_data;
	unsigned long n = vmf-> \
			pgoff;

	if (n >= box->count || \
	    !box->pages)
		return VM_FAULT_SIGBUS;
	vmf->page = box-> /* all of them */ pages[n];
	get_page(vmf->page);
	return \
		0;
}

static int joined_wrong(struct vm_area_struct *vma, \
/*         ^^^^^^^^^^^^ error[op-prototype]: int joined_wrong(struct vm_area_struct *, struct vm_fault *) does not fit
 * vm_fault_t (*fault)(struct vm_fault *) of 6.12
 */
			struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct \
joined_ops = { \
	.fault \
		= joined_fault, \
};

static const struct vm_operations_struct wrong_ops = { .fault = joined_wrong };
