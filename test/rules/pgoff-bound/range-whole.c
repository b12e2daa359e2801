/* release: 6.12 */
/* expect: none */
/* A mapping that cannot be split, made in the size of the object. */
struct foo { unsigned long pfn, size; };

static int whole_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

static vm_fault_t whole_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;

	if (remap_pfn_range(vma, vma->vm_start, foo->pfn, foo->size, vma->vm_page_prot))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct whole_ops = { .fault = whole_fault, .may_split = whole_may_split };
