/* release: 6.12 5.10 */
#define SLOTS 32
struct slots {
	struct page *page[SLOTS];
	struct page *more[512];
};

/* What is compared has 32 bits, what is used has all. */
static vm_fault_t cut_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	u32 index = vmf->pgoff;

	if (index >= foo->nr_pages)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
/*                  ^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf->pgoff is compared only after it was cut to fewer
 * bits: user space reaches what lies past foo->pages; return VM_FAULT_SIGBUS where it is out of range
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct cut_ops = { .fault = cut_fault };
static int cut_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &cut_ops;
	return 0;
}
static const struct file_operations cut_fops = { .mmap = cut_mmap };

/* Fewer elements than the number that it is compared to. */
static vm_fault_t few_fault(struct vm_fault *vmf)
{
	struct slots *slots = vmf->vma->vm_private_data;
	u8 slot = vmf->pgoff;

	vmf->page = slots->page[slot];
/*                  ^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: slot may be 255 (checked in few_mmap()), and slots->page
 * has 32 elements: user space reaches what lies past them; compare it with ARRAY_SIZE(slots->page)
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct few_ops = { .fault = few_fault };
static int few_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff > 255 || vma_pages(vma) != 1)
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &few_ops;
	return 0;
}
static const struct file_operations few_fops = { .mmap = few_mmap };

static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct slots *slots = vmf->vma->vm_private_data;

	if (vmf->pgoff > SLOTS)
		return VM_FAULT_SIGBUS;
	vmf->page = slots->page[vmf->pgoff];
/*                  ^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf->pgoff may be 32, and slots->page has 32
 * elements: user space reaches what lies past them; compare it with ARRAY_SIZE(slots->page)
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct last_ops = { .fault = last_fault };

/* Clean: the compared value itself is used, whatever was cut from it. */
static vm_fault_t same_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	u32 index = vmf->pgoff;

	if (index >= foo->nr_pages)
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[index];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct same_ops = { .fault = same_fault };
static int same_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &same_ops;
	return 0;
}
static const struct file_operations same_fops = { .mmap = same_mmap };

/* Clean: no value of the type is too large. */
static vm_fault_t type_fault(struct vm_fault *vmf)
{
	struct slots *slots = vmf->vma->vm_private_data;
	u8 slot = vmf->pgoff;

	vmf->page = slots->more[slot];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct type_ops = { .fault = type_fault };
static int type_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &type_ops;
	return 0;
}
static const struct file_operations type_fops = { .mmap = type_mmap };

/* Clean: masked, or one of a few by a switch. */
static vm_fault_t mask_fault(struct vm_fault *vmf)
{
	struct slots *slots = vmf->vma->vm_private_data;

	vmf->page = slots->page[vmf->pgoff % SLOTS];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct mask_ops = { .fault = mask_fault };
static int mask_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &mask_ops;
	return 0;
}
static const struct file_operations mask_fops = { .mmap = mask_mmap };

static vm_fault_t few_pages_fault(struct vm_fault *vmf)
{
	struct slots *slots = vmf->vma->vm_private_data;

	switch (vmf->pgoff) {
	case 0:
	case 1:
		vmf->page = slots->page[vmf->pgoff];
		break;
	default:
		return VM_FAULT_SIGBUS;
	}
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct few_pages_ops = { .fault = few_pages_fault };
static int few_pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &few_pages_ops;
	return 0;
}
static const struct file_operations few_pages_fops = { .mmap = few_pages_mmap };
