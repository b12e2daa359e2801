/* release: 6.12 4.19 */
/* A function answers whether the page lies in the object. */
static bool inside(const struct foo *foo, pgoff_t pgoff)
{
	return pgoff < foo_pages(foo->size);
}
static bool outside(const struct foo *foo, pgoff_t pgoff)
{
	return pgoff >= foo->nr_pages;
}
static inline int backed(const struct foo *foo, pgoff_t pgoff)
{
	return foo->is_ready && pgoff < foo->nr_pages;
}
static bool in_range(const struct foo *foo, pgoff_t pgoff)
{
	return !(pgoff >= foo->nr_pages);
}
static bool locked_inside(struct foo *foo, pgoff_t pgoff)
{
	guard(mutex)(&foo->lock);
	return pgoff < foo->nr_pages;
}
static bool ready(const struct foo *foo, pgoff_t pgoff)
{
	return foo->users > 0 && pgoff != foo->hole;
}
static bool either(const struct foo *foo, pgoff_t pgoff)
{
	return foo->is_ready || pgoff < foo->nr_pages;
}
static bool almost(const struct foo *foo, pgoff_t pgoff)
{
	return pgoff <= foo->nr_pages;
/*             ^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be foo->nr_pages itself, one past the end of
 * foo->pages, and user space reaches what lies there: compare with <
 */
}

static vm_fault_t inside_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!inside(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct inside_ops = { .fault = inside_fault };
static int inside_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &inside_ops;
	return 0;
}

static vm_fault_t outside_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (outside(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct outside_ops = { .fault = outside_fault };
static int outside_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &outside_ops;
	return 0;
}

static vm_fault_t backed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!backed(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct backed_ops = { .fault = backed_fault };
static int backed_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &backed_ops;
	return 0;
}

static vm_fault_t in_range_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!in_range(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct in_range_ops = { .fault = in_range_fault };
static int in_range_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &in_range_ops;
	return 0;
}

static vm_fault_t locked_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!locked_inside(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct locked_ops = { .fault = locked_fault };
static int locked_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &locked_ops;
	return 0;
}

static vm_fault_t ready_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!ready(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
/*                  ^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: vmf->pgoff is never bounds-checked, here or in
 * ready_mmap(): user space reaches what lies past foo->pages; return VM_FAULT_SIGBUS where it is out of range
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct ready_ops = { .fault = ready_fault };
static int ready_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &ready_ops;
	return 0;
}

static vm_fault_t either_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!either(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct either_ops = { .fault = either_fault };
static int either_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &either_ops;
	return 0;
}

static vm_fault_t almost_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!almost(foo, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct almost_ops = { .fault = almost_fault };
static int almost_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &almost_ops;
	return 0;
}
