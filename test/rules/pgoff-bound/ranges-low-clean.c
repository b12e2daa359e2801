/* expect: none */
/* release: 6.12 */
struct part { pgoff_t first; unsigned long pages; phys_addr_t start; struct list_head node; };
struct store { int count; struct part *parts; struct part one; struct list_head list; };

/* Both ends. */
static phys_addr_t loop_phys(struct store *s, pgoff_t pgoff)
{
	int i;

	for (i = 0; i < s->count; i++) {
		struct part *part = &s->parts[i];

		if (pgoff < part->first || pgoff >= part->first + part->pages)
			continue;
		return PFN_PHYS(pgoff - part->first) + part->start;
	}
	return -1;
}

static vm_fault_t loop_fault(struct vm_fault *vmf)
{
	struct store *s = vmf->vma->vm_private_data;
	phys_addr_t phys = loop_phys(s, vmf->pgoff);

	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(phys));
}
static const struct vm_operations_struct loop_ops = { .fault = loop_fault };
static int loop_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &loop_ops;
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}
static const struct file_operations loop_fops = { .mmap = loop_mmap };

/* By what is left. */
static phys_addr_t left_phys(struct store *s, pgoff_t pgoff)
{
	int i;

	for (i = 0; i < s->count; i++) {
		struct part *part = &s->parts[i];

		if (pgoff < part->pages)
			return PFN_PHYS(pgoff) + part->start;
		pgoff -= part->pages;
	}
	return -1;
}

static vm_fault_t left_fault(struct vm_fault *vmf)
{
	struct store *s = vmf->vma->vm_private_data;
	phys_addr_t phys = left_phys(s, vmf->pgoff);

	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(phys));
}
static const struct vm_operations_struct left_ops = { .fault = left_fault };
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &left_ops;
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* One part. */
static phys_addr_t low_phys(struct store *s, pgoff_t pgoff)
{
	if (pgoff < s->one.first || pgoff - s->one.first >= s->one.pages)
		return -1;
	return PFN_PHYS(pgoff - s->one.first) + s->one.start;
}

static vm_fault_t low_fault(struct vm_fault *vmf)
{
	struct store *s = vmf->vma->vm_private_data;
	phys_addr_t phys = low_phys(s, vmf->pgoff);

	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(phys));
}
static const struct vm_operations_struct low_ops = { .fault = low_fault };
static int low_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &low_ops;
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}
static const struct file_operations low_fops = { .mmap = low_mmap };

/* What is before it wraps. */
static phys_addr_t wrap_phys(struct store *s, pgoff_t pgoff)
{
	if (pgoff - s->one.first >= s->one.pages)
		return -1;
	return PFN_PHYS(pgoff - s->one.first) + s->one.start;
}

static vm_fault_t wrap_fault(struct vm_fault *vmf)
{
	struct store *s = vmf->vma->vm_private_data;
	phys_addr_t phys = wrap_phys(s, vmf->pgoff);

	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(phys));
}
static const struct vm_operations_struct wrap_ops = { .fault = wrap_fault };
static int wrap_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &wrap_ops;
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}
static const struct file_operations wrap_fops = { .mmap = wrap_mmap };

/* In a list. */
static phys_addr_t list_phys(struct store *s, pgoff_t pgoff)
{
	struct part *part;

	list_for_each_entry(part, &s->list, node)
		if (pgoff >= part->first && pgoff - part->first < part->pages)
			return part->start + ((pgoff - part->first) << PAGE_SHIFT);
	return -1;
}

static vm_fault_t list_fault(struct vm_fault *vmf)
{
	struct store *s = vmf->vma->vm_private_data;
	phys_addr_t phys = list_phys(s, vmf->pgoff);

	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(phys));
}
static const struct vm_operations_struct list_ops = { .fault = list_fault };
static int list_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &list_ops;
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}
static const struct file_operations list_fops = { .mmap = list_mmap };

/* Part by part. */
static phys_addr_t step_phys(struct store *s, pgoff_t pgoff)
{
	struct part *part = s->parts;

	while (pgoff >= part->pages) {
		pgoff -= part->pages;
		if (++part == s->parts + s->count)
			return -1;
	}
	return part->start + PFN_PHYS(pgoff);
}

static vm_fault_t step_fault(struct vm_fault *vmf)
{
	struct store *s = vmf->vma->vm_private_data;
	phys_addr_t phys = step_phys(s, vmf->pgoff);

	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(phys));
}
static const struct vm_operations_struct step_ops = { .fault = step_fault };
static int step_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &step_ops;
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}
static const struct file_operations step_fops = { .mmap = step_mmap };
