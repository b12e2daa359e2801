/* release: 6.12 */
/* What stands on joined lines is read as what stands on one. */
struct box { struct mutex lock; unsigned long count; struct page **pages; };

static vm_fault_t joined_fault(struct vm_fault *vmf)
{
	struct box *box = vmf->vma-> \
			vm_private_data;
	unsigned long n = vmf-> \
			pgoff;

	if (n > box-> \
/*          ^^^^^^^^^^^ warning[pgoff-bound]: the index may be box->count itself, one past the end of box->pages, and
 * user space reaches what lies there: compare with >=
 */
			count)
		return VM_FAULT_SIGBUS;
	vmf->page = box-> \
			pages[n];
	get_page(vmf->page);
	return 0;
}

static vm_fault_t clean_fault(struct vm_fault *vmf)
{
	struct box *box = vmf->vma-> \
			vm_private_data;
	unsigned long n = vmf-> \
			pgoff;

	if (n >= box-> \
			count)
		return VM_FAULT_SIGBUS;
	vmf->page = box-> \
			pages[n];
	get_page(vmf->page);
	return 0;
}

static const struct vm_operations_struct joined_ops = { .fault = joined_fault };
static const struct vm_operations_struct clean_ops = { .fault = clean_fault };
