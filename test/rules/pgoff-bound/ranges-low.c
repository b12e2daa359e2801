/* release: 6.12 */
struct part { pgoff_t first; unsigned long pages; phys_addr_t start; struct list_head node; };
struct store { int count; struct part *parts; struct part one; struct list_head list; };

/* The first part that does not begin behind it is taken, wherever that ends. */
static phys_addr_t loop_phys(struct store *s, pgoff_t pgoff)
{
	int i;

	for (i = 0; i < s->count; i++) {
		struct part *part = &s->parts[i];

		if (pgoff < part->first)
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
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: PHYS_PFN(phys) is never
 * bounds-checked, here or in loop_mmap(): user space reaches what lies past the object; return VM_FAULT_SIGBUS where
 * it is out of range
 */
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

/* One part. */
static phys_addr_t low_phys(struct store *s, pgoff_t pgoff)
{
	if (pgoff < s->one.first)
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
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: PHYS_PFN(phys) is never
 * bounds-checked, here or in low_mmap(): user space reaches what lies past the object; return VM_FAULT_SIGBUS where
 * it is out of range
 */
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

/* Nothing is asked. */
static phys_addr_t bare_phys(struct store *s, pgoff_t pgoff)
{
	return PFN_PHYS(pgoff - s->one.first) + s->one.start;
}

static vm_fault_t bare_fault(struct vm_fault *vmf)
{
	struct store *s = vmf->vma->vm_private_data;
	phys_addr_t phys = bare_phys(s, vmf->pgoff);

	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(phys));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: PHYS_PFN(phys) is never
 * bounds-checked, here or in bare_mmap(): user space reaches what lies past the object; return VM_FAULT_SIGBUS where
 * it is out of range
 */
}
static const struct vm_operations_struct bare_ops = { .fault = bare_fault };
static int bare_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &bare_ops;
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}
static const struct file_operations bare_fops = { .mmap = bare_mmap };

/* In a list. */
static phys_addr_t list_phys(struct store *s, pgoff_t pgoff)
{
	struct part *part;

	list_for_each_entry(part, &s->list, node)
		if (pgoff >= part->first)
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
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: PHYS_PFN(phys) is never
 * bounds-checked, here or in list_mmap(): user space reaches what lies past the object; return VM_FAULT_SIGBUS where
 * it is out of range
 */
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

/* The first part that has any. */
static phys_addr_t used_phys(struct store *s, pgoff_t pgoff)
{
	int i;

	for (i = 0; i < s->count; i++) {
		if (!s->parts[i].pages)
			continue;
		return s->parts[i].start + PFN_PHYS(pgoff);
	}
	return -1;
}

static vm_fault_t used_fault(struct vm_fault *vmf)
{
	struct store *s = vmf->vma->vm_private_data;
	phys_addr_t phys = used_phys(s, vmf->pgoff);

	if (phys == -1)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, PHYS_PFN(phys));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: PHYS_PFN(phys) is never
 * bounds-checked, here or in used_mmap(): user space reaches what lies past the object; return VM_FAULT_SIGBUS where
 * it is out of range
 */
}
static const struct vm_operations_struct used_ops = { .fault = used_fault };
static int used_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &used_ops;
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}
static const struct file_operations used_fops = { .mmap = used_mmap };
